package dev.roundhouse.client;

import dev.roundhouse.pipeline.Plan;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** The tasks of a module that runs: their inputs, their order and what their outputs make. */
sealed interface NodeTasks permits LoopTasks, FilterTasks, FoldTasks {

  /** Tasks to submit: from the first, to after the last. */
  record Range(int from, int to) {
    public Range {
      if (from < 0 || to <= from) {
        throw new IllegalArgumentException(
            "tasks " + from + " to " + to + ", expected at least one");
      }
    }

    Range plus(int number) {
      return new Range(from + number, to + number);
    }
  }

  /**
   * Makes the tasks of a module.
   *
   * @param values of its inputs, by port
   * @param limit most tasks
   * @throws CannotExpand they cannot be made from these values
   */
  static NodeTasks of(Plan.Node node, Map<String, Object> values, int limit) throws CannotExpand {
    PortValues ports = new PortValues(node, values);
    if (node.expansion() instanceof Plan.Expansion.Fold fold) {
      return new FoldTasks(node, fold, ports, limit);
    }
    if (node.expansion() instanceof Plan.Expansion.Filter filter) {
      return new FilterTasks(node, filter, ports, limit);
    }
    return new LoopTasks(node, (Plan.Expansion.Loop) node.expansion(), ports, limit);
  }

  /** How many tasks there are in all. */
  int count();

  /** The tasks that can start at once. */
  List<Range> first();

  /** The inputs of tasks that can start now, by the callee's port; for use by any thread. */
  IntFunction<Map<String, Object>> inputs(Range range);

  /** Keeps a task's outputs; answers which tasks can start now that could not before. */
  List<Range> succeeded(int task, Map<String, Object> outputs);

  /** The module's outputs by its own ports, after every task succeeded. */
  Map<String, Object> outputs();
}
