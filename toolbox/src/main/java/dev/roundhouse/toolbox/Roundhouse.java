package dev.roundhouse.toolbox;

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
    },
    subcommands = {
      RunCommand.class,
      CheckCommand.class,
      GraphCommand.class,
      ModulesCommand.class,
      StartCommand.class,
      EnginesCommand.class,
      ProcessCommand.Controller.class,
      ProcessCommand.Engine.class,
      InfoCommand.class,
      ListCommand.class,
      ProfileCommand.class,
      SchemesCommand.class,
      CleanupCommand.class,
      CleanCommand.class,
      ShutdownCommand.class,
      LogsCommand.class,
      DoctorCommand.class,
      CompletionCommand.class,
      VersionCommand.class,
    })
final class Roundhouse {

  @Mixin private final GlobalOptions options = new GlobalOptions();

  GlobalOptions options() {
    return options;
  }
}
