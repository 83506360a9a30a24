package dev.roundhouse.toolbox;

import dev.roundhouse.history.RunDiff;
import dev.roundhouse.history.RunRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Compares two recorded runs. */
@Command(
    name = "diff",
    description = "Compares two runs: modules, parameters, connections, states, machines.")
final class RunsDiffCommand implements ToolboxCommand {

  @Parameters(
      index = "0",
      paramLabel = "ID",
      description = "A run's id, the beginning of it, or last.")
  private String first = "";

  @Parameters(index = "1", paramLabel = "ID", description = "The run that it is compared with.")
  private String second = "";

  @Override
  public ExitCode run(CommandContext context) {
    RecordedRuns runs = RecordedRuns.of(context);
    RunRecord from = runs.find(first);
    RunRecord to = runs.find(second);
    RunDiff diff = RunDiff.of(from, to);
    context.output().result(document(from, to, diff), text(from, to, diff));
    return ExitCode.DONE;
  }

  private static Map<String, Object> document(RunRecord from, RunRecord to, RunDiff diff) {
    Map<String, Object> modules = new LinkedHashMap<>();
    diff.changed().forEach((module, changes) -> modules.put(module, changes(changes)));
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("from", from.header().id());
    document.put("to", to.header().id());
    document.put("same", diff.isEmpty());
    document.put("run", changes(diff.run()));
    document.put("added", diff.added());
    document.put("removed", diff.removed());
    document.put("modules", modules);
    return document;
  }

  private static Map<String, Object> changes(Map<String, RunDiff.Change> changes) {
    Map<String, Object> map = new LinkedHashMap<>();
    changes.forEach(
        (fact, change) -> {
          Map<String, @Nullable Object> both = new LinkedHashMap<>();
          both.put("from", change.from());
          both.put("to", change.to());
          map.put(fact, both);
        });
    return map;
  }

  private static String text(RunRecord from, RunRecord to, RunDiff diff) {
    List<String> lines = new ArrayList<>();
    lines.add("from " + line(from));
    lines.add("to   " + line(to));
    if (diff.isEmpty()) {
      lines.add("no difference");
    }
    diff.run().forEach((fact, change) -> lines.add(change(fact, change)));
    diff.removed().forEach(module -> lines.add("- " + module));
    diff.added().forEach(module -> lines.add("+ " + module));
    diff.changed()
        .forEach(
            (module, changes) -> {
              lines.add("~ " + module);
              changes.forEach((fact, change) -> lines.add("    " + change(fact, change)));
            });
    return String.join("\n", lines);
  }

  private static String line(RunRecord run) {
    return run.header().id()
        + "  "
        + run.header().pipeline()
        + " "
        + run.status()
        + ", "
        + Times.local(run.header().startedAt())
        + ", "
        + RunTable.elapsed(run.elapsed());
  }

  private static String change(String fact, RunDiff.Change change) {
    return fact + ": " + value(change.from()) + " -> " + value(change.to());
  }

  private static String value(@Nullable Object value) {
    return value == null ? "(none)" : value instanceof String text ? text : Json.line(value);
  }
}
