package dev.roundhouse.client;

import dev.roundhouse.cache.Signature;
import dev.roundhouse.pipeline.Plan;
import dev.roundhouse.work.TaskError;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a run knows of one module. A plain record of facts that only {@link PipelineCore} changes.
 */
final class NodeRun {
  final int index;
  final Plan.Node node;
  final int[] sources;
  final int[] dependents;
  final boolean sink;

  private ModuleStatus status = ModuleStatus.WAITING;

  /** Sources that have no outputs yet. */
  int unmet;

  /** Dependents that may still ask for the outputs. */
  int readers;

  /** The module because of which this one and those after it are skipped. */
  String cause;

  /** The module because of which this one and those after it run every time. */
  String unsigned;

  /** By which its outputs are known again; empty before it was looked up, or where it has none. */
  Optional<Signature> signature = Optional.empty();

  /** Whether the cache has answered. */
  boolean lookedUp;

  /** Whether its outputs are kept before it is done. */
  boolean kept;

  /** Outputs of tasks that need not run, by index and the callee's ports. */
  Map<Integer, Map<String, Object>> known = Map.of();

  /** Whether its outputs are being kept. */
  boolean keeping;

  boolean endRequested;
  boolean taskCancelled;
  Map<String, Object> outputs = Map.of();
  private @Nullable NodeTasks tasks;
  private int taskCount;
  private final BitSet open = new BitSet();
  private final TreeMap<Integer, TaskError> failures = new TreeMap<>();
  private int failureCount;

  NodeRun(int index, Plan.Node node, int[] sources, int[] dependents, boolean sink) {
    this.index = index;
    this.node = node;
    this.sources = sources;
    this.dependents = dependents;
    this.sink = sink;
    this.unmet = sources.length;
    this.readers = dependents.length;
    this.cause = node.name();
    this.unsigned = node.name();
  }

  ModuleStatus status() {
    return status;
  }

  void move(ModuleStatus to) {
    status = ModuleStatus.MOVES.move(this, status, to);
    if (to.isFinal()) {
      tasks = null;
      known = Map.of();
    }
  }

  void begin(NodeTasks made) {
    tasks = made;
    taskCount = made.count();
    if (!known.isEmpty()) {
      known = new HashMap<>(known);
      known.keySet().removeIf(task -> !(made instanceof LoopTasks) || task >= taskCount);
    }
  }

  NodeTasks tasks() {
    if (tasks == null) {
      throw new IllegalStateException(this + " is " + status + ", has no tasks");
    }
    return tasks;
  }

  /** How many tasks there are in all; 0 before they were made. */
  int taskCount() {
    return taskCount;
  }

  void submitted(NodeTasks.Range range) {
    open.set(range.from(), range.to());
  }

  /** Those of the tasks that have to run. */
  List<NodeTasks.Range> unknown(List<NodeTasks.Range> ranges) {
    if (known.isEmpty()) {
      return ranges;
    }
    List<NodeTasks.Range> left = new ArrayList<>();
    for (NodeTasks.Range range : ranges) {
      int from = range.from();
      for (int task = range.from(); task <= range.to(); task++) {
        if (task == range.to() || known.containsKey(task)) {
          if (task > from) {
            left.add(new NodeTasks.Range(from, task));
          }
          from = task + 1;
        }
      }
    }
    return left;
  }

  /** Whether the task was submitted and has not ended. */
  boolean isOpen(int task) {
    return task >= 0 && open.get(task);
  }

  /** Whether no submitted task is left. */
  boolean allEnded() {
    return open.isEmpty();
  }

  void ended(int task) {
    open.clear(task);
  }

  /** The task's end, which is a failure where an output is missing. */
  TaskEnd checked(TaskEnd end) {
    if (!(end instanceof TaskEnd.Succeeded succeeded)) {
      return end;
    }
    Set<String> given = succeeded.outputs().keySet();
    for (String port : node.outputs().values()) {
      if (!given.contains(port)) {
        String message =
            "module " + node.name() + " gave no value for output port " + port + ", only " + given;
        return new TaskEnd.Failed(TaskError.of(TaskError.Kind.USER, "missing-output", message));
      }
    }
    return end;
  }

  /** Keeps the error with the lowest index; the others are only counted. */
  void failed(int task, TaskError error) {
    failureCount++;
    failures.put(task, error);
    if (failures.size() > 1) {
      failures.pollLastEntry();
    }
  }

  boolean hasFailure() {
    return failureCount > 0;
  }

  /** The error of the first failed task; where there are several tasks, it says which. */
  Optional<TaskError> failure() {
    if (failures.isEmpty()) {
      return Optional.empty();
    }
    TaskError first = failures.firstEntry().getValue();
    if (taskCount == 1) {
      return Optional.of(first);
    }
    String which =
        failureCount
            + " of "
            + taskCount
            + " tasks failed, the first is task "
            + failures.firstKey();
    return Optional.of(
        new TaskError(
            first.kind(),
            first.type(),
            which + ": " + first.message(),
            first.stackTrace(),
            first.throwable()));
  }

  List<TaskKey> openTasks() {
    return open.stream().mapToObj(task -> new TaskKey(index, task)).toList();
  }

  @Override
  public String toString() {
    return "module " + node.name();
  }
}
