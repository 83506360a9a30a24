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
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a run knows of one module. A plain record of facts that only {@link PipelineCore} changes.
 */
final class NodeRun {
  final Frame frame;

  /** In the plan. */
  final int index;

  final Plan.Node node;

  /** Their numbers in the frame. */
  final int[] sources;

  final List<Integer> dependents;

  /** Whether its outputs are wanted after all have ended. */
  final boolean sink;

  private ModuleStatus status = ModuleStatus.WAITING;

  /** Sources that have no outputs yet. */
  int unmet;

  /** Dependents that may still ask for the outputs. */
  int readers;

  /** Whether it is to run; what only an {@code if} may need is held until that chooses it. */
  boolean demanded;

  /** Modules that may still demand it. */
  int askers;

  /** Of an {@code if}, once it chose: who comes in. */
  Optional<Choices> choices = Optional.empty();

  private final Wiring wiring;
  private final Wiring.Place place;

  /** Those of the sources that it waits for before it chose; of all but an {@code if}, all. */
  private final int[] first;

  /** Of an {@code if} that chose, its sources that it needs, and that it does not. */
  private Optional<Set<Integer>> needed = Optional.empty();

  private Set<Integer> dropped = Set.of();

  /** Whether it was skipped as what an {@code if} did not choose, which is no failure. */
  boolean unchosen;

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
  private int firstTask;
  private int taskCount;

  /** Of a group, by task: what runs inside. */
  final Map<Integer, Frame> inside = new TreeMap<>();

  /** Of a group, by task: the module inside because of which it has no outputs. */
  private final TreeMap<Integer, String> unfinished = new TreeMap<>();

  private boolean failedInside;

  private final BitSet open = new BitSet();
  private final TreeMap<Integer, TaskError> failures = new TreeMap<>();
  private int failureCount;

  NodeRun(Frame frame, Wiring.Place place, Wiring wiring) {
    this.frame = frame;
    this.wiring = wiring;
    this.place = place;
    this.index = place.index();
    this.node = place.node();
    this.sources = place.sources();
    this.dependents = place.dependents();
    this.sink = wiring.isKept(node);
    this.readers = dependents.size();
    this.first = place.first();
    this.unmet = first.length;
    if (wiring.isLazy()) {
      Demands demands = wiring.demands();
      this.demanded = demands.isDemanded(place.number());
      this.askers = demands.askers(place.number());
    } else {
      this.demanded = true;
    }
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

  /**
   * Has its tasks from now on.
   *
   * @param first number of the first one among all tasks of the module
   */
  void begin(NodeTasks made, int first) {
    tasks = made;
    taskCount = made.count();
    firstTask = first;
    if (!known.isEmpty()) {
      known = new HashMap<>(known);
      known.keySet().removeIf(task -> !(made instanceof LoopTasks) || task >= taskCount);
    }
  }

  /** Whether it cannot start before that source has ended. */
  boolean awaits(NodeRun source) {
    if (first == sources && needed.isEmpty()) {
      return true;
    }
    return needed
        .map(chosen -> chosen.contains(source.place.number()))
        .orElseGet(() -> IntStream.of(first).anyMatch(one -> one == source.place.number()));
  }

  /**
   * Of an {@code if}: the condition decided.
   *
   * @param wanted sources that it needs now
   * @return whom it does not ask for any more
   */
  Set<Integer> choose(Set<Integer> wanted) {
    needed = Optional.of(wanted);
    unmet = 0;
    dropped = wiring.demands().with(place, sources);
    dropped.removeAll(demands());
    dropped.removeAll(needs());
    return dropped;
  }

  /** Of an {@code if} that chose: whom it demands for that. */
  Set<Integer> needs() {
    int[] wanted = needed.orElse(Set.of()).stream().mapToInt(Integer::intValue).toArray();
    return wiring.demands().with(place, wanted);
  }

  /** Whom it demands where it is demanded itself. */
  Set<Integer> demands() {
    return wiring.demands().with(place, first);
  }

  /** Whom it may still ask for. */
  Set<Integer> asks() {
    Set<Integer> asks = wiring.demands().with(place, sources);
    asks.removeAll(dropped);
    return asks;
  }

  /** It is skipped for the reason for which that one has no outputs. */
  void skipWith(NodeRun source) {
    cause = source.cause;
    unchosen = source.unchosen;
  }

  /** Whether it may be cached: what runs once in a run, and has tasks of its own. */
  boolean isCacheable() {
    return frame.isTop() && node.isComputed();
  }

  boolean isGroup() {
    return node.role() instanceof Plan.Role.Body;
  }

  /** Number of its first task among all tasks of the module; 0 where it runs once. */
  int firstTask() {
    return firstTask;
  }

  /** A task of a group ended without outputs because of a module inside. */
  void unfinished(int task, String because, boolean byChoice) {
    unfinished.put(task, because);
    failedInside |= !byChoice;
  }

  /** Takes over why a task of a group has no outputs. */
  void skipUnfinished() {
    cause = unfinished().orElse(cause);
    unchosen = !failedInside;
  }

  /** The module inside because of which it has no outputs. */
  Optional<String> unfinished() {
    return Optional.ofNullable(unfinished.firstEntry()).map(Map.Entry::getValue);
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
    return Optional.of(first.within(which));
  }

  /** What a scheme has of it; nothing of a group. */
  List<TaskKey> openTasks() {
    return isGroup()
        ? List.of()
        : open.stream().mapToObj(task -> new TaskKey(index, firstTask + task)).toList();
  }

  @Override
  public String toString() {
    return "module " + node.name();
  }
}
