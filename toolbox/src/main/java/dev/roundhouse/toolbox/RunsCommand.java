package dev.roundhouse.toolbox;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The record of past runs; by itself it lists them. */
@Command(
    name = "runs",
    description = "Lists, shows, compares and exports the runs of this home.",
    subcommands = {
      RunsListCommand.class,
      RunsShowCommand.class,
      RunsDiffCommand.class,
      RunsExportCommand.class,
    })
final class RunsCommand implements ToolboxCommand {

  @Mixin private final RunFilterOptions filter = new RunFilterOptions();

  @Override
  public ExitCode run(CommandContext context) {
    return RunsListCommand.list(context, filter, false);
  }
}
