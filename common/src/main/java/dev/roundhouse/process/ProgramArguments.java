package dev.roundhouse.process;

import dev.roundhouse.profile.Home;
import dev.roundhouse.profile.Profile;
import dev.roundhouse.profile.Profiles;
import dev.roundhouse.wire.ProductVersion;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of a controller's and an engine's process. */
@Command(mixinStandardHelpOptions = true, versionProvider = ProgramArguments.Version.class)
public final class ProgramArguments {

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description = "Profile, or a file with its settings; default: the one in use.")
  private String profile = "";

  @Option(
      names = "--controller",
      paramLabel = "HOST:PORT",
      description = "Where the controller is, in place of what the profile says.")
  private String controller = "";

  @Option(
      names = "--slots",
      paramLabel = "N",
      description = "Tasks that an engine computes at a time; 0: one for each core.")
  private int slots = -1;

  /** Prints the product's version. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"roundhouse " + ProductVersion.CURRENT};
    }
  }

  private ProgramArguments() {}

  /**
   * Reads a command line.
   *
   * @param program name of the program, for its help
   * @return the profile that it names; empty where help or version was asked for and printed
   * @throws CommandLine.ParameterException it is wrong; the message says how
   */
  public static Optional<Profile> profile(String program, String[] arguments) {
    ProgramArguments parsed = new ProgramArguments();
    CommandLine line = new CommandLine(parsed).setCommandName(program);
    line.parseArgs(arguments);
    if (line.isUsageHelpRequested()) {
      line.usage(System.err);
      return Optional.empty();
    }
    if (line.isVersionHelpRequested()) {
      line.printVersionHelp(System.err);
      return Optional.empty();
    }
    Home home = Home.find();
    String name = parsed.profile.isEmpty() ? Profiles.inUse(home) : parsed.profile;
    return Optional.of(Profiles.open(home, name, parsed.settings(line)));
  }

  private Map<String, String> settings(CommandLine line) {
    Map<String, String> settings = new HashMap<>();
    if (!controller.isEmpty()) {
      int colon = controller.lastIndexOf(':');
      if (colon < 1) {
        throw new CommandLine.ParameterException(
            line, "--controller is \"" + controller + "\", expected HOST:PORT");
      }
      settings.put("roundhouse.controller.host", '"' + controller.substring(0, colon) + '"');
      settings.put("roundhouse.controller.port", controller.substring(colon + 1));
    }
    if (slots >= 0) {
      settings.put("roundhouse.engine.slots", Integer.toString(slots));
    }
    return settings;
  }
}
