package dev.roundhouse.toolbox;

import dev.roundhouse.history.RunCsv;
import dev.roundhouse.history.RunDocument;
import dev.roundhouse.history.RunSummary;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists recorded runs. */
@Command(name = "list", description = "Lists recorded runs, the latest first.")
final class RunsListCommand implements ToolboxCommand {

  @Mixin private final RunFilterOptions filter = new RunFilterOptions();

  @Option(names = "--csv", description = "As CSV.")
  private boolean csv;

  @Override
  public ExitCode run(CommandContext context) {
    return list(context, filter, csv);
  }

  static ExitCode list(CommandContext context, RunFilterOptions filter, boolean csv) {
    List<RunSummary> runs = RecordedRuns.of(context).list(filter.filter());
    context
        .output()
        .result(
            Map.of("runs", runs.stream().map(RunDocument::of).toList()),
            csv ? RunCsv.runs(runs) : RunTable.of(runs));
    return ExitCode.DONE;
  }
}
