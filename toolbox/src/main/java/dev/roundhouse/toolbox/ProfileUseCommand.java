package dev.roundhouse.toolbox;

import dev.roundhouse.client.ControllerSite;
import dev.roundhouse.client.StartedProcesses;
import dev.roundhouse.profile.Home;
import dev.roundhouse.profile.Profile;
import dev.roundhouse.profile.Profiles;
import dev.roundhouse.profile.SetupException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Changes the profile that is used where none is named. */
@Command(
    name = "use",
    description =
        "Makes a profile the one that is used where none is named, after cleaning up what was"
            + " started with the one before.")
final class ProfileUseCommand implements ToolboxCommand {

  @Parameters(paramLabel = "NAME", description = "A profile, or a file with its settings.")
  private String name = "";

  @ArgGroup private CleanupCommand.@Nullable Fate fate;

  @Override
  public ExitCode run(CommandContext context) {
    Home home = context.surroundings().home();
    String before = Profiles.inUse(home);
    String wanted = context.profileName(name);
    // It must be valid before anything of the other one is ended.
    Profile next = Profiles.open(home, wanted);
    if (!before.equals(next.source())) {
      cleanUp(context, home, before);
    }
    Profiles.use(home, wanted);
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("inUse", next.source());
    document.put("before", before);
    document.put("address", new ControllerSite(next).address());
    context
        .output()
        .result(
            document,
            "profile "
                + next.source()
                + " is in use: controller at "
                + new ControllerSite(next).address());
    return ExitCode.DONE;
  }

  private void cleanUp(CommandContext context, Home home, String before) {
    Optional<Profile> profile = opened(home, before);
    if (profile.isEmpty()) {
      return;
    }
    StartedProcesses started = StartedProcesses.of(profile.get());
    if (started.detached().isEmpty()) {
      return;
    }
    String names = CleanupCommand.names(started.detached());
    Optional<CleanupCommand.Fate> said = Optional.ofNullable(fate);
    if (said.isEmpty() && !context.surroundings().terminal()) {
      context
          .output()
          .say("profile " + before + " keeps running " + names + "; end them with: " + end(before));
      return;
    }
    boolean terminate =
        said.map(one -> one.terminate)
            .orElseGet(
                () -> context.confirms("end what was started with " + before + ": " + names + "?"));
    CleanupCommand.clean(context, profile.get(), started, terminate);
  }

  private static String end(String profile) {
    return "roundhouse cleanup --terminate --profile " + profile;
  }

  /** The one before may be broken or gone: then nothing of it can be cleaned up by its name. */
  private static Optional<Profile> opened(Home home, String name) {
    try {
      return name.contains("/") || Profiles.isMade(home, name)
          ? Optional.of(Profiles.open(home, name))
          : Optional.empty();
    } catch (SetupException e) {
      return Optional.empty();
    }
  }
}
