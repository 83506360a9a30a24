package dev.roundhouse.toolbox;

import dev.roundhouse.history.RunCsv;
import dev.roundhouse.history.RunDocument;
import dev.roundhouse.history.RunRecord;
import dev.roundhouse.report.RunReport;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows a recorded run. */
@Command(
    name = "show",
    description = "Shows a run: its modules, attempts, machines and times; with -v all of it.")
final class RunsShowCommand implements ToolboxCommand {

  @Parameters(
      index = "0",
      paramLabel = "ID",
      description = "The run's id, the beginning of it, or last.")
  private String id = "";

  @Option(names = "--csv", description = "A line an attempt, as CSV.")
  private boolean csv;

  @Option(
      names = "--report",
      paramLabel = "FILE.html",
      description = "Write a page with graph, timeline, modules and errors.")
  private @Nullable Path report;

  @Override
  public ExitCode run(CommandContext context) {
    RunRecord run = RecordedRuns.of(context).find(id);
    if (report != null) {
      RunReport.write(run, context.resolve(report));
      context.output().say("report: " + context.resolve(report));
    }
    boolean verbose = context.output().manner().verbose();
    context
        .output()
        .result(
            RunDocument.of(run),
            csv ? RunCsv.attempts(List.of(run)) : RunRecordText.of(run, verbose));
    return ExitCode.DONE;
  }
}
