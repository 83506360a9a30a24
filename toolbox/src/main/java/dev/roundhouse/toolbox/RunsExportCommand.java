package dev.roundhouse.toolbox;

import dev.roundhouse.history.ProvDocument;
import dev.roundhouse.history.RunCsv;
import dev.roundhouse.history.RunDocument;
import dev.roundhouse.history.RunRecord;
import dev.roundhouse.report.WholeFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes recorded runs for other programs. */
@Command(
    name = "export",
    description = "Writes runs as JSON, CSV (a line an attempt) or W3C PROV-JSON.")
final class RunsExportCommand implements ToolboxCommand {

  /** What an export is written in. */
  enum Format {
    JSON,
    CSV,
    PROV
  }

  @Parameters(
      arity = "0..*",
      paramLabel = "ID",
      description = "Ids of runs, beginnings of them, or last. Default: all that fit the options.")
  private List<String> ids = new ArrayList<>();

  @Mixin private final RunFilterOptions filter = new RunFilterOptions();

  @Option(
      names = "--format",
      paramLabel = "json|csv|prov",
      description = "What to write. Default: json.")
  private Format format = Format.JSON;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where to. Default: standard output.")
  private @Nullable Path file;

  @Override
  public ExitCode run(CommandContext context) {
    List<RunRecord> runs = runs(RecordedRuns.of(context));
    String text = text(runs);
    if (file == null) {
      context.output().result(document(runs), text);
      return ExitCode.DONE;
    }
    Path target = context.resolve(file);
    WholeFile.write(target, text + "\n");
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("file", target.toString());
    document.put("runs", runs.stream().map(run -> run.header().id()).toList());
    context.output().result(document, "");
    context.output().say(runs.size() + (runs.size() == 1 ? " run" : " runs") + " in " + target);
    return ExitCode.DONE;
  }

  private List<RunRecord> runs(RecordedRuns recorded) {
    if (!ids.isEmpty()) {
      return ids.stream().distinct().map(recorded::find).toList();
    }
    return recorded.list(filter.all()).stream()
        .flatMap(run -> recorded.read(run.id()).stream())
        .toList();
  }

  private String text(List<RunRecord> runs) {
    return format == Format.CSV ? RunCsv.attempts(runs) : Json.text(document(runs));
  }

  private Map<String, Object> document(List<RunRecord> runs) {
    return format == Format.PROV
        ? ProvDocument.of(runs)
        : Map.of("runs", runs.stream().map(RunDocument::of).toList());
  }
}
