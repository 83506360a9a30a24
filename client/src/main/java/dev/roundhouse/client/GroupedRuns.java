package dev.roundhouse.client;

import dev.roundhouse.pipeline.Plan;
import dev.roundhouse.work.TaskError;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All runs of one node that is inside of a group, as the pipeline's run tells of them: one state,
 * and tasks that are numbered through. A node that has one task each time has the group's numbers.
 */
final class GroupedRuns {
  private final Plan.Node node;
  private final NavigableMap<Integer, NodeRun> byFirstTask = new TreeMap<>();
  private final NavigableMap<Integer, TaskError> failures = new TreeMap<>();
  private final Map<ModuleStatus, Integer> ended = new EnumMap<>(ModuleStatus.class);
  private Optional<String> because = Optional.empty();

  /** The {@code if} because of which one of them was skipped, which counts where none ran. */
  private Optional<String> unchosen = Optional.empty();

  private ModuleStatus status = ModuleStatus.WAITING;
  private int tasks;

  GroupedRuns(Plan.Node node) {
    this.node = node;
  }

  ModuleStatus status() {
    return status;
  }

  void show(ModuleStatus to) {
    status = ModuleStatus.MOVES.move(node.name(), status, to);
  }

  /** How many tasks there are so far. */
  int tasks() {
    return tasks;
  }

  /**
   * Gives numbers to the tasks of a run.
   *
   * @return its first one
   * @throws CannotExpand there are too many
   */
  int number(NodeRun run, int count, int limit) throws CannotExpand {
    boolean single = node.expansion().equals(Plan.Expansion.Loop.ONCE);
    int first = single ? run.frame.number : tasks;
    if (count > limit - tasks) {
      throw new CannotExpand(
          "too-many-tasks",
          "it has more than "
              + limit
              + " tasks in all runs of its group, the most that it may have");
    }
    tasks += count;
    if (count > 0) {
      byFirstTask.put(first, run);
    }
    return first;
  }

  /** The run that has the task of this number; empty where there is none. */
  Optional<NodeRun> of(int task) {
    return Optional.ofNullable(byFirstTask.floorEntry(task)).map(Map.Entry::getValue);
  }

  void ended(NodeRun run, Optional<TaskError> error, Optional<String> cause) {
    if (run.unchosen) {
      unchosen = cause;
    } else {
      ended.merge(run.status(), 1, Integer::sum);
      because = because.or(() -> cause);
    }
    byFirstTask.remove(run.firstTask(), run);
    error.ifPresent(failed -> failures.put(run.frame.number, failed));
    if (failures.size() > 1) {
      failures.pollLastEntry();
    }
  }

  /** What became of all of them; empty where there were none. */
  Optional<ModuleStatus> outcome() {
    for (ModuleStatus worst :
        new ModuleStatus[] {
          ModuleStatus.FAILED,
          ModuleStatus.CANCELLED,
          ModuleStatus.SUSPENDED,
          ModuleStatus.SKIPPED,
          ModuleStatus.SUCCEEDED,
          ModuleStatus.CACHED
        }) {
      if (ended.containsKey(worst)) {
        return Optional.of(worst);
      }
    }
    return unchosen.map(choice -> ModuleStatus.SKIPPED);
  }

  /** The module because of which one of them was skipped. */
  Optional<String> because() {
    return because.or(() -> unchosen);
  }

  /** The error of the first that failed, which says how many there are. */
  Optional<TaskError> failure() {
    if (failures.isEmpty()) {
      return Optional.empty();
    }
    int runs = ended.values().stream().mapToInt(Integer::intValue).sum();
    TaskError first = failures.firstEntry().getValue();
    return Optional.of(
        runs == 1
            ? first
            : first.within(
                "it failed in "
                    + ended.getOrDefault(ModuleStatus.FAILED, 0)
                    + " of "
                    + runs
                    + " runs of its group, the first is run "
                    + failures.firstKey()));
  }
}
