package dev.roundhouse.toolbox;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * The commands that the start script answers by becoming another JVM. They stand here for the help;
 * what arrives here did not come by the start script, or had an option before the command.
 */
final class ProcessCommand {

  private ProcessCommand() {}

  /** One controller in the foreground. */
  @Command(
      name = "controller",
      description = "Becomes a controller in the foreground; SIGTERM drains and ends it.")
  static final class Controller implements ToolboxCommand {

    @Parameters(arity = "0..*", hidden = true)
    private String[] rest = {};

    @Override
    public ExitCode run(CommandContext context) {
      throw notHere("controller", rest);
    }
  }

  /** One engine in the foreground. */
  @Command(
      name = "engine",
      description = "Becomes an engine in the foreground; SIGTERM drains and ends it.")
  static final class Engine implements ToolboxCommand {

    @Parameters(arity = "0..*", hidden = true)
    private String[] rest = {};

    @Override
    public ExitCode run(CommandContext context) {
      throw notHere("engine", rest);
    }
  }

  private static CommandFailure notHere(String role, String[] rest) {
    return new CommandFailure(
        ExitCode.USAGE,
        "usage",
        "`" + role + "` becomes a process of its own, which only the start script can do",
        "put it first: bin/roundhouse "
            + role
            + " --profile NAME"
            + (rest.length > 0 ? " " + String.join(" ", rest) : "")
            + ", or use: java -cp 'lib/*' dev.roundhouse."
            + role
            + ".Main --profile NAME");
  }
}
