package dev.roundhouse.toolbox;

import dev.roundhouse.client.ModuleResult;
import dev.roundhouse.client.ModuleStatus;
import dev.roundhouse.client.RunResult;
import dev.roundhouse.client.TaskRecord;
import dev.roundhouse.work.TaskError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A run's result in words. */
final class RunText {

  private RunText() {}

  /**
   * The outputs of the sinks.
   *
   * @param outputs sink to port to plain value, as in the JSON document
   */
  static String outputs(Map<?, ?> outputs) {
    List<String> lines = new ArrayList<>();
    outputs.forEach(
        (sink, ports) -> {
          if (ports instanceof Map<?, ?> values) {
            values.forEach((port, value) -> lines.add(output(sink + "." + port, value)));
          }
        });
    return String.join("\n", lines);
  }

  private static String output(String name, Object value) {
    String text = value instanceof String string ? string : Json.line(value);
    String stripped = text.stripTrailing();
    return stripped.contains("\n") ? name + ":\n" + stripped : name + ": " + stripped;
  }

  /** The run as a whole, in a line. */
  static String summary(RunResult run) {
    Map<String, Integer> bySchemes = new TreeMap<>();
    int attempts = 0;
    int tasks = 0;
    for (ModuleResult module : run.modules().values()) {
      attempts += module.attempts();
      tasks += (int) module.tasks().stream().mapToInt(TaskRecord::index).distinct().count();
      for (TaskRecord task : module.tasks()) {
        bySchemes.merge(task.place().scheme(), 1, Integer::sum);
      }
    }
    List<String> details = new ArrayList<>();
    bySchemes.forEach((scheme, count) -> details.add(count + " on " + scheme));
    if (attempts > tasks) {
      details.add(0, counted(attempts, "attempt"));
    }
    return String.format(
        Locale.ROOT,
        "%s %s in %.1f s: %s, %s%s",
        run.pipeline(),
        run.status(),
        run.elapsed().toMillis() / 1000.0,
        counted(run.modules().size(), "module"),
        counted(tasks, "task"),
        details.isEmpty() ? "" : " (" + String.join(", ", details) + ")");
  }

  /** Why each module was taken from the cache or was not. */
  static List<String> cacheReasons(RunResult run) {
    List<String> lines = new ArrayList<>();
    for (ModuleResult module : run.modules().values()) {
      String how = module.cached() ? " cached: " : " not cached: ";
      module.cacheReason().ifPresent(reason -> lines.add(module.name() + how + reason));
    }
    return lines;
  }

  /** What went wrong, a line a module; attempts that were lost and made up for, too. */
  static List<String> troubles(RunResult run, boolean traces) {
    List<String> lines = new ArrayList<>();
    for (ModuleResult module : run.modules().values()) {
      module.error().ifPresent(error -> lines.add(failure(module, error, traces)));
      module
          .skippedBecause()
          .filter(because -> module.status() == ModuleStatus.SKIPPED)
          .ifPresent(because -> lines.add(module.name() + " skipped because of " + because));
      for (TaskRecord task : module.tasks()) {
        if (task.status() == dev.roundhouse.scheme.Attempt.Status.LOST) {
          lines.add(lost(module, task));
        }
      }
    }
    lines.addAll(run.problems());
    return lines;
  }

  private static String failure(ModuleResult module, TaskError error, boolean traces) {
    String where =
        String.join(
            ", ",
            List.of(
                module.scheme().orElse("no scheme"),
                module.host().map(host -> "host " + host).orElse("no host"),
                module.pid().map(pid -> "pid " + pid).orElse("no process"),
                counted(module.attempts(), "attempt")));
    // An exception without a message has its type for one.
    String what =
        error.type().endsWith(error.message())
            ? error.type()
            : error.type() + ": " + error.message();
    String text = module.name() + " failed: " + what;
    return text + " (" + where + ")" + (traces ? "\n" + error.stackTrace().stripTrailing() : "");
  }

  private static String lost(ModuleResult module, TaskRecord task) {
    return String.format(
        Locale.ROOT,
        "%s: attempt %d of task %d was lost at %s (pid %d): %s",
        module.name(),
        task.attempt(),
        task.index(),
        task.place().engine().isEmpty() ? task.place().host() : task.place().engine(),
        task.place().pid(),
        task.error().map(TaskError::message).orElse("its process died"));
  }

  private static String counted(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
