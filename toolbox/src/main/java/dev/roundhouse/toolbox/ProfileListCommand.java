package dev.roundhouse.toolbox;

import dev.roundhouse.client.ControllerSite;
import dev.roundhouse.profile.Home;
import dev.roundhouse.profile.Profile;
import dev.roundhouse.profile.Profiles;
import dev.roundhouse.profile.SetupException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Lists the profiles that there are. */
@Command(
    name = "list",
    description = "Lists the profiles: those made in this home, and those that ship.")
final class ProfileListCommand implements ToolboxCommand {

  /**
   * A profile in the list.
   *
   * @param profile empty where it is not made yet, or is invalid
   * @param problem empty where there is none
   */
  private record Row(String name, boolean inUse, Optional<Profile> profile, String problem) {}

  @Override
  public ExitCode run(CommandContext context) {
    Home home = context.surroundings().home();
    String inUse = Profiles.inUse(home);
    List<String> names = new ArrayList<>(Profiles.list(home));
    if (!names.contains(inUse)) {
      names.add(inUse);
    }
    List<Row> rows = names.stream().map(name -> row(home, name, name.equals(inUse))).toList();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("inUse", inUse);
    document.put("profiles", rows.stream().map(ProfileListCommand::document).toList());
    context.output().result(document, text(rows));
    return ExitCode.DONE;
  }

  private static Row row(Home home, String name, boolean inUse) {
    if (!Profiles.isMade(home, name) && !name.contains("/")) {
      return new Row(name, inUse, Optional.empty(), "");
    }
    try {
      return new Row(name, inUse, Optional.of(Profiles.open(home, name)), "");
    } catch (SetupException e) {
      String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      return new Row(name, inUse, Optional.empty(), first);
    }
  }

  private static Map<String, @Nullable Object> document(Row row) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("name", row.name());
    map.put("inUse", row.inUse());
    map.put("made", row.profile().isPresent() || !row.problem().isEmpty());
    map.put("extends", row.profile().map(Profiles::base).orElse(null));
    map.put(
        "address",
        row.profile().map(profile -> new ControllerSite(profile).address()).orElse(null));
    map.put("directory", row.profile().map(profile -> profile.directory().toString()).orElse(null));
    map.put("problem", row.problem().isEmpty() ? null : row.problem());
    return map;
  }

  private static String text(List<Row> rows) {
    int width = rows.stream().mapToInt(row -> row.name().length()).max().orElse(1);
    List<String> lines = new ArrayList<>();
    for (Row row : rows) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%s %-" + width + "s  %s",
              row.inUse() ? "*" : " ",
              row.name(),
              description(row)));
    }
    lines.add("* in use");
    return String.join("\n", lines);
  }

  private static String description(Row row) {
    if (!row.problem().isEmpty()) {
      return "invalid: " + row.problem();
    }
    return row.profile()
        .map(
            profile ->
                "controller at "
                    + new ControllerSite(profile).address()
                    + ", in "
                    + profile.directory()
                    + (Profiles.base(profile).equals(profile.name())
                        ? ""
                        : ", changes " + Profiles.base(profile)))
        .orElse("ships with the program; made on first use");
  }
}
