package dev.roundhouse.toolbox;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The root of the command line: the options that all commands take, and the list of commands. */
@Command(
    name = "roundhouse",
    description =
        "Runs pipelines of modules in parallel: on threads, in child JVMs, or on a cluster.",
    synopsisSubcommandLabel = "COMMAND",
    sortOptions = false,
    footer = {
      "",
      "First steps:",
      "  roundhouse run examples/quickstart.conf --engines 2",
      "  roundhouse modules",
      "",
      "Exit codes: 0 done, 1 failed, 2 wrong usage or invalid file, 3 no cluster,",
      "4 refused, 5 suspended, 130 interrupted."
    })
final class Roundhouse {

  private static final List<Class<?>> COMMANDS =
      List.of(
          RunCommand.class,
          CheckCommand.class,
          GraphCommand.class,
          ModulesCommand.class,
          StartCommand.class,
          EnginesCommand.class,
          ProcessCommand.Controller.class,
          ProcessCommand.Engine.class,
          InfoCommand.class,
          RunsCommand.class,
          ListCommand.class,
          ProfileCommand.class,
          SchemesCommand.class,
          CleanupCommand.class,
          CleanCommand.class,
          ShutdownCommand.class,
          LogsCommand.class,
          DoctorCommand.class,
          CompletionCommand.class,
          VersionCommand.class);

  @Mixin private final GlobalOptions options = new GlobalOptions();

  GlobalOptions options() {
    return options;
  }

  /** The whole command line, with every command. */
  CommandLine all() {
    CommandLine line = new CommandLine(this);
    COMMANDS.forEach(line::addSubcommand);
    return line;
  }

  /**
   * The command line with one command only: reading all of them from their annotations would cost
   * each command a good part of its start.
   *
   * @return empty where there is no command of this name
   */
  Optional<CommandLine> only(String name) {
    return COMMANDS.stream()
        .filter(type -> type.getAnnotation(Command.class).name().equals(name))
        .findFirst()
        .map(type -> new CommandLine(this).addSubcommand(type));
  }
}
