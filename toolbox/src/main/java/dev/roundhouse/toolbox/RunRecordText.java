package dev.roundhouse.toolbox;

import dev.roundhouse.history.AttemptRecord;
import dev.roundhouse.history.EngineRecord;
import dev.roundhouse.history.MachineRecord;
import dev.roundhouse.history.ModuleRecord;
import dev.roundhouse.history.ModuleShape;
import dev.roundhouse.history.RunRecord;
import dev.roundhouse.scheme.Place;
import dev.roundhouse.work.TaskError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A recorded run in words. */
final class RunRecordText {

  private static final int WIDEST_NAME = 40;

  private final List<String> lines = new ArrayList<>();

  private RunRecordText() {}

  /**
   * The text.
   *
   * @param all parameters, attempts, stack traces and output of the modules too
   */
  static String of(RunRecord run, boolean all) {
    RunRecordText text = new RunRecordText();
    text.head(run);
    text.table(run);
    if (all) {
      run.modules().forEach(text::module);
    } else {
      run.modules().forEach(text::trouble);
    }
    run.problems().forEach(problem -> text.lines.add("problem: " + problem));
    return String.join("\n", text.lines);
  }

  private void head(RunRecord run) {
    fact("run", run.header().id());
    fact("pipeline", run.header().pipeline());
    run.header().source().ifPresent(file -> fact("file", file));
    run.header().command().ifPresent(command -> fact("command", command));
    fact("status", run.status());
    fact("started", Times.local(run.header().startedAt()));
    run.elapsed().ifPresent(elapsed -> fact("elapsed", Times.span(elapsed)));
    fact("by", run.header().user() + ", Roundhouse " + run.header().version());
    fact("profile", run.header().profile());
    fact("machine", machine(run.machine()));
    for (EngineRecord engine : run.engines()) {
      fact(
          "engine",
          String.format(
              Locale.ROOT,
              "%s: %s, pid %d, %s, %d %s",
              engine.id(),
              engine.host(),
              engine.pid(),
              engine.system(),
              engine.slots(),
              engine.slots() == 1 ? "slot" : "slots"));
    }
  }

  private static String machine(MachineRecord machine) {
    return String.format(
        Locale.ROOT,
        "%s: %s %s, %d cores, %s, %s",
        machine.name(),
        machine.system(),
        machine.architecture(),
        machine.cores(),
        Bytes.text(machine.memory()),
        machine.jdk());
  }

  private void fact(String name, String value) {
    lines.add(String.format(Locale.ROOT, "%-10s%s", name, value));
  }

  private void table(RunRecord run) {
    int widest = run.modules().stream().mapToInt(module -> module.name().length()).max().orElse(0);
    String row = "%-" + Math.max(6, Math.min(WIDEST_NAME, widest)) + "s  %-9s  %-15s  %8s  %9s  %s";
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT, row, "MODULE", "STATUS", "SCHEME", "ATTEMPTS", "ELAPSED", "WHERE"));
    for (ModuleRecord module : run.modules()) {
      lines.add(
          String.format(
                  Locale.ROOT,
                  row,
                  module.name(),
                  module.state().status(),
                  module.state().scheme().orElse("-"),
                  module.attempts().isEmpty() ? "-" : module.attempts().size(),
                  RunTable.elapsed(module.elapsed()),
                  where(module))
              .stripTrailing());
    }
  }

  private static String where(ModuleRecord module) {
    List<String> places =
        module.attempts().stream()
            .map(record -> where(record.attempt().place()))
            .distinct()
            .toList();
    return places.size() > 2
        ? places.get(0) + " and " + (places.size() - 1) + " more"
        : String.join(", ", places);
  }

  private static String where(Place place) {
    return (place.engine().isEmpty() ? place.host() : place.engine()) + " pid " + place.pid();
  }

  private void trouble(ModuleRecord module) {
    module
        .state()
        .error()
        .ifPresent(
            error ->
                lines.add(module.name() + " failed: " + error.type() + ": " + error.message()));
    module
        .state()
        .skippedBecause()
        .filter(because -> module.state().status().equals("skipped"))
        .ifPresent(because -> lines.add(module.name() + " skipped because of " + because));
  }

  private void module(ModuleRecord module) {
    lines.add("");
    lines.add(module.name() + " (" + module.shape().module().type() + ")");
    module.state().signature().ifPresent(signature -> lines.add("  signature " + signature));
    for (ModuleShape.Input input : module.shape().inputs()) {
      input.value().ifPresent(json -> lines.add("  " + input.port() + " = " + json));
      input.sources().forEach(from -> lines.add("  " + input.port() + " <- " + from));
    }
    module.attempts().forEach(this::attempt);
    trouble(module);
    module
        .state()
        .error()
        .filter(error -> !error.stackTrace().isBlank())
        .ifPresent(
            error -> lines.add(error.stackTrace().stripTrailing().indent(4).stripTrailing()));
    printed("stdout", module.state().printed().stdout());
    printed("stderr", module.state().printed().stderr());
  }

  private void attempt(AttemptRecord record) {
    Optional<TaskError> error = record.attempt().error();
    lines.add(
        String.format(
            Locale.ROOT,
            "  task %d attempt %d %s on %s at %s, %s, %s%s",
            record.task(),
            record.attempt().number(),
            record.status(),
            record.attempt().place().scheme(),
            where(record.attempt().place()),
            Times.local(record.startedAt()),
            Times.span(record.elapsed()),
            error.map(why -> ": " + why.message()).orElse("")));
  }

  private void printed(String stream, String text) {
    if (!text.isEmpty()) {
      lines.add("  " + stream + ":");
      lines.add(text.stripTrailing().indent(4).stripTrailing());
    }
  }
}
