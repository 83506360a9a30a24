package dev.roundhouse.toolbox;

import dev.roundhouse.client.ControllerSite;
import dev.roundhouse.profile.Home;
import dev.roundhouse.profile.Profile;
import dev.roundhouse.profile.Profiles;
import dev.roundhouse.security.Keys;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a profile. */
@Command(
    name = "create",
    description = "Makes a profile: its directory, its keys, and a free port of its own.")
final class ProfileCreateCommand implements ToolboxCommand {

  @Parameters(paramLabel = "NAME", description = "Letters, digits, '.', '_' and '-'.")
  private String name = "";

  @Option(
      names = "--from",
      paramLabel = "SHIPPED",
      description = "Shipped profile that it changes: default, lan, plain, test.")
  private String from = "default";

  @Override
  public ExitCode run(CommandContext context) {
    Home home = context.surroundings().home();
    Profile profile = Profiles.create(home, name, from);
    if (profile.settings().tls()) {
      context.output().say("making keys");
      Keys.open(profile);
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("name", profile.name());
    document.put("extends", from);
    document.put("address", new ControllerSite(profile).address());
    document.put("file", Profiles.file(profile).toString());
    context
        .output()
        .result(
            document,
            "made profile "
                + profile.name()
                + " (controller at "
                + new ControllerSite(profile).address()
                + "); change it in "
                + Profiles.file(profile)
                + ", use it with: roundhouse profile use "
                + profile.name());
    return ExitCode.DONE;
  }
}
