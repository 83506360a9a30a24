package dev.roundhouse.client;

import dev.roundhouse.pipeline.Plan;
import dev.roundhouse.work.TaskError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the run tells of its modules: those inside of groups, which may run often, as one each. Such
 * a module is final when the outermost group is.
 */
final class RunGroups {
  private final Map<Integer, GroupedRuns> inside = new TreeMap<>();
  private final int[] firstInside;

  RunGroups(Plan plan) {
    firstInside = new int[plan.nodes().size()];
    int first = 0;
    for (int i = 0; i < plan.nodes().size(); i++) {
      Plan.Node node = plan.nodes().get(i);
      firstInside[i] = first;
      if (node.group().isPresent()) {
        inside.put(i, new GroupedRuns(node));
      } else {
        first = i + 1;
      }
    }
  }

  /** The run of a module that has, or may have, this task. */
  Optional<NodeRun> run(TaskKey task, Frame top) {
    GroupedRuns grouped = inside.get(task.node());
    if (grouped != null) {
      return grouped.of(task.index());
    }
    return task.node() < 0 || task.node() >= firstInside.length
        ? Optional.empty()
        : top.at(task.node());
  }

  /**
   * Numbers the tasks of a run of a module.
   *
   * @return the first number
   */
  int number(NodeRun run, int count, int limit) throws CannotExpand {
    GroupedRuns grouped = inside.get(run.index);
    return grouped == null ? 0 : grouped.number(run, count, limit);
  }

  /** What the run tells of a module that moved. */
  List<PipelineEffect.NodeChanged> changes(
      NodeRun run, ModuleStatus from, Optional<TaskError> error, Optional<String> because) {
    List<PipelineEffect.NodeChanged> changes = new ArrayList<>();
    ModuleStatus to = run.status();
    GroupedRuns grouped = inside.get(run.index);
    if (grouped == null) {
      if (to.isFinal()) {
        for (int i = firstInside[run.index]; i < run.index; i++) {
          close(i, run, changes);
        }
      }
      changes.add(change(run.index, from, to, run.taskCount(), error, because));
    } else if (to.isFinal()) {
      grouped.ended(run, error, because);
    } else {
      show(run.index, grouped, to, changes);
    }
    return changes;
  }

  /** Something of it goes on now; later runs of it change nothing. */
  private static void show(
      int index, GroupedRuns grouped, ModuleStatus to, List<PipelineEffect.NodeChanged> changes) {
    ModuleStatus from = grouped.status();
    if (from.compareTo(to) < 0) {
      grouped.show(to);
      changes.add(change(index, from, to, grouped.tasks(), Optional.empty(), Optional.empty()));
    }
  }

  private void close(int index, NodeRun group, List<PipelineEffect.NodeChanged> changes) {
    GroupedRuns grouped = inside.get(index);
    if (grouped == null) {
      return;
    }
    ModuleStatus to = grouped.outcome().orElseGet(() -> without(group));
    if (to == ModuleStatus.SUCCEEDED && grouped.status() == ModuleStatus.WAITING) {
      show(index, grouped, ModuleStatus.QUEUED, changes);
    }
    ModuleStatus from = grouped.status();
    grouped.show(to);
    Optional<String> because =
        to == ModuleStatus.SKIPPED
            ? grouped.because().or(() -> Optional.of(group.cause))
            : Optional.empty();
    changes.add(change(index, from, to, grouped.tasks(), grouped.failure(), because));
  }

  /** Of a module that never ran. */
  private static ModuleStatus without(NodeRun group) {
    return group.status() == ModuleStatus.FAILED ? ModuleStatus.SKIPPED : group.status();
  }

  private static PipelineEffect.NodeChanged change(
      int node,
      ModuleStatus from,
      ModuleStatus to,
      int tasks,
      Optional<TaskError> error,
      Optional<String> because) {
    return new PipelineEffect.NodeChanged(node, from, to, tasks, error, because, 0);
  }
}
