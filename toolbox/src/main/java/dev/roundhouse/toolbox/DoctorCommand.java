package dev.roundhouse.toolbox;

import dev.roundhouse.RoundhouseException;
import dev.roundhouse.profile.Home;
import dev.roundhouse.profile.Profile;
import dev.roundhouse.profile.Profiles;
import dev.roundhouse.upkeep.Checkup;
import dev.roundhouse.upkeep.Finding;
import dev.roundhouse.upkeep.Finding.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Tells what is wrong with the machine, the home or the profile. */
@Command(
    name = "doctor",
    description =
        "Checks JDK, limits, home, clock, profile, keys and port, and says how to mend what is"
            + " wrong; code 1 if anything fails.")
final class DoctorCommand implements ToolboxCommand {

  @Override
  public ExitCode run(CommandContext context) {
    Home home = context.surroundings().home();
    String profile =
        context.options().profile().map(context::profileName).orElseGet(() -> Profiles.inUse(home));
    List<Finding> findings = Checkup.of(home, profile, DoctorCommand::answers);
    boolean ok = findings.stream().noneMatch(finding -> finding.status() == Status.FAIL);
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("profile", profile);
    document.put("ok", ok);
    document.put("checks", findings.stream().map(DoctorCommand::finding).toList());
    context.output().result(document, text(findings));
    return ok ? ExitCode.DONE : ExitCode.FAILED;
  }

  private static boolean answers(Profile profile) {
    try {
      return Reach.ask(profile, cluster -> cluster.info().connected());
    } catch (RoundhouseException | CommandFailure e) {
      return false;
    }
  }

  private static Map<String, @Nullable Object> finding(Finding finding) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("name", finding.name());
    map.put("status", finding.status().text());
    map.put("message", finding.message());
    map.put("mend", finding.mend().isEmpty() ? null : finding.mend());
    return map;
  }

  private static String text(List<Finding> findings) {
    List<String> lines = new ArrayList<>();
    for (Finding finding : findings) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%-4s  %-11s %s",
              finding.status().text(),
              finding.name(),
              finding.message().replace("\n", "\n" + " ".repeat(18))));
      if (!finding.mend().isEmpty()) {
        lines.add(" ".repeat(18) + "mend: " + finding.mend());
      }
    }
    return String.join("\n", lines);
  }
}
