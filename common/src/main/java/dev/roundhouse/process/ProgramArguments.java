package dev.roundhouse.process;

import dev.roundhouse.profile.Home;
import dev.roundhouse.profile.HostPort;
import dev.roundhouse.profile.Profile;
import dev.roundhouse.profile.Profiles;
import dev.roundhouse.wire.ProductVersion;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The command line of a controller's and an engine's process. Its model is built by hand: reading
 * it from annotations costs a tenth of such a process's start.
 */
public final class ProgramArguments {

  /**
   * What a command line says.
   *
   * @param readyFile the file that tells others when the process can be used
   */
  public record Given(Profile profile, Optional<Path> readyFile) {
    public Given {
      Objects.requireNonNull(profile, "profile");
      Objects.requireNonNull(readyFile, "readyFile");
    }
  }

  private static final String PROFILE = "--profile";
  private static final String READY_FILE = "--ready-file";
  private static final String CONTROLLER = "--controller";
  private static final String SLOTS = "--slots";

  private ProgramArguments() {}

  /**
   * Reads a command line.
   *
   * @param program name of the program, for its help
   * @return what it says; empty where help or version was asked for and printed
   * @throws CommandLine.ParameterException it is wrong; the message says how
   */
  public static Optional<Given> read(String program, String[] arguments) {
    CommandLine line = new CommandLine(spec(program));
    ParseResult parsed = line.parseArgs(arguments);
    if (parsed.isUsageHelpRequested()) {
      line.usage(System.err);
      return Optional.empty();
    }
    if (parsed.isVersionHelpRequested()) {
      line.printVersionHelp(System.err);
      return Optional.empty();
    }
    Home home = Home.find();
    String given = parsed.matchedOptionValue(PROFILE, "");
    String name = given.isEmpty() ? Profiles.inUse(home) : given;
    Optional<Path> readyFile =
        Optional.ofNullable(parsed.<String>matchedOptionValue(READY_FILE, null)).map(Path::of);
    return Optional.of(new Given(Profiles.open(home, name, settings(parsed, line)), readyFile));
  }

  private static CommandSpec spec(String program) {
    CommandSpec spec = CommandSpec.create().name(program);
    spec.version("roundhouse " + ProductVersion.CURRENT);
    spec.addOption(
        OptionSpec.builder(PROFILE)
            .paramLabel("NAME")
            .type(String.class)
            .description("Profile, or a file with its settings; default: the one in use.")
            .build());
    spec.addOption(
        OptionSpec.builder(CONTROLLER)
            .paramLabel("HOST:PORT")
            .type(String.class)
            .description("Where the controller is, in place of what the profile says.")
            .build());
    spec.addOption(
        OptionSpec.builder(SLOTS)
            .paramLabel("N")
            .type(Integer.class)
            .description("Tasks that an engine computes at a time; 0: one for each core.")
            .build());
    spec.addOption(
        OptionSpec.builder(READY_FILE)
            .paramLabel("FILE")
            .type(String.class)
            .description(
                "Written when it can be used, with the controller's address; removed at the end.")
            .build());
    spec.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .description("Shows this and ends.")
            .build());
    spec.addOption(
        OptionSpec.builder("-V", "--version")
            .versionHelp(true)
            .description("Shows the version and ends.")
            .build());
    return spec;
  }

  private static Map<String, String> settings(ParseResult parsed, CommandLine line) {
    Map<String, String> settings = new HashMap<>();
    String controller = parsed.matchedOptionValue(CONTROLLER, "");
    if (!controller.isEmpty()) {
      HostPort place =
          HostPort.read(controller)
              .orElseThrow(
                  () ->
                      new CommandLine.ParameterException(
                          line,
                          "--controller is \""
                              + controller
                              + "\", expected HOST:PORT, an IPv6 address in brackets"));
      settings.put("roundhouse.controller.host", '"' + place.host() + '"');
      settings.put("roundhouse.controller.port", Integer.toString(place.port()));
    }
    int slots = parsed.matchedOptionValue(SLOTS, -1);
    if (slots >= 0) {
      settings.put("roundhouse.engine.slots", Integer.toString(slots));
    }
    return settings;
  }
}
