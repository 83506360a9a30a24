package dev.roundhouse.client;

import dev.roundhouse.cache.Signature;
import dev.roundhouse.pipeline.OnError;
import dev.roundhouse.pipeline.Plan;
import dev.roundhouse.work.TaskError;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.IntFunction;

/**
 * Decides how a plan runs: what may start now, what a failure skips, what a cancel ends. Events in,
 * effects out; it reads no clock and holds nothing that runs. Over a whole run its work is linear
 * in modules, connections and tasks. Not safe for use by several threads.
 *
 * <p>Invariants, checked by tests after every event: a module that was started has all its sources'
 * outputs; one that waits while the run runs has a source that may still give them; the run is over
 * exactly when every module is final; outputs are kept only while somebody may read them.
 */
final class PipelineCore {
  private final Plan plan;
  private final Settings settings;
  private final Map<String, Wiring> wirings;
  private final Frame top;
  private final RunGroups groups;
  private final RunMemo memo = new RunMemo();
  private final PriorityQueue<NodeRun> ready =
      new PriorityQueue<>(
          Comparator.comparingInt((NodeRun run) -> -run.node.rank())
              .thenComparingInt(run -> run.index)
              .thenComparingInt(run -> run.frame.number));
  private final Gate gate = new Gate(this::inputsAreThere, this::skip);
  private final Queue<Frame> over = new ArrayDeque<>();
  private SchemePolicy policy;
  private RunStatus status = RunStatus.RUNNING;
  private boolean begun;
  private Optional<String> cancelledEarly = Optional.empty();
  private boolean unsuccessful;
  private int notFinal;
  private List<PipelineEffect> effects = new ArrayList<>();
  private long now;

  /**
   * How to run.
   *
   * @param onError what a failure does to branches that do not need it
   * @param taskLimit most tasks that one module may have
   * @param caching whether the cache is asked
   */
  record Settings(OnError onError, int taskLimit, boolean caching) {}

  PipelineCore(Plan plan, SchemePolicy policy, Settings settings) {
    this.plan = plan;
    this.policy = policy;
    this.settings = settings;
    this.wirings = Wiring.of(plan);
    this.top = Frame.top(Objects.requireNonNull(wirings.get(Wiring.TOP), "top"));
    this.groups = new RunGroups(plan);
    this.notFinal = top.size();
  }

  RunStatus status() {
    return status;
  }

  boolean isCaching() {
    return settings.caching();
  }

  /** Whether the task was submitted and has not ended. */
  boolean isOpen(TaskKey task) {
    return open(task).isPresent();
  }

  /** The modules that are in no group, in the plan's order; to be looked at only. */
  List<NodeRun> nodes() {
    return top;
  }

  /** Of the node of this index in the plan; what is inside of a group has none. */
  Optional<Signature> signature(int node) {
    return top.at(node).flatMap(run -> run.signature);
  }

  /** All tasks that were submitted and have not ended. */
  List<TaskKey> openTasks() {
    List<TaskKey> open = new ArrayList<>();
    collectOpen(top, open);
    return open;
  }

  private static void collectOpen(Frame frame, List<TaskKey> open) {
    for (NodeRun run : frame) {
      open.addAll(run.openTasks());
      run.inside.values().forEach(inside -> collectOpen(inside, open));
    }
  }

  private Optional<NodeRun> open(TaskKey task) {
    return groups
        .run(task, top)
        .filter(run -> run.isOpen(task.index() - run.firstTask()) && !run.isGroup());
  }

  /**
   * Takes an event.
   *
   * @param nowMicros since 1970 on the session's clock; stamped on the effects
   * @return what to do, in this order
   * @throws IllegalStateException the run was begun twice, or not begun; only a cancel may come
   *     before, and holds when the run begins
   */
  List<PipelineEffect> handle(PipelineEvent event, long nowMicros) {
    if (!begun && event instanceof PipelineEvent.Cancel early) {
      cancelledEarly = Optional.of(early.reason());
      return List.of();
    }
    if (begun == event instanceof PipelineEvent.Begin) {
      throw new IllegalStateException(
          this + " got " + event + (begun ? " again" : " before it was begun"));
    }
    now = nowMicros;
    if (!status.isFinal()) {
      apply(event);
      goOn();
      endIfDone();
    }
    List<PipelineEffect> result = effects;
    effects = new ArrayList<>();
    return result;
  }

  private void apply(PipelineEvent event) {
    if (event instanceof PipelineEvent.TaskStarted started) {
      onStarted(started.task());
    } else if (event instanceof PipelineEvent.TaskEnded ended) {
      onEnded(ended.task(), ended.end());
    } else if (event instanceof PipelineEvent.LookedUp answer) {
      top.at(answer.node()).ifPresent(run -> onLookedUp(run, answer.verdict()));
    } else if (event instanceof PipelineEvent.Kept kept) {
      top.at(kept.node()).ifPresent(run -> onKept(run, kept.problem()));
    } else if (event instanceof PipelineEvent.Begin) {
      begun = true;
      if (cancelledEarly.isPresent()) {
        onCancel(cancelledEarly.get());
      } else {
        gate.begin(top);
      }
    } else if (event instanceof PipelineEvent.SchemesChanged changed) {
      policy = changed.policy();
    } else if (event instanceof PipelineEvent.Cancel cancel) {
      onCancel(cancel.reason());
    }
  }

  private void inputsAreThere(NodeRun run) {
    if (!settings.caching() || !run.isCacheable()) {
      ready.add(run);
      return;
    }
    Optional<String> uncacheable = memo.uncacheable(run);
    if (uncacheable.isPresent()) {
      explain(run, uncacheable.get());
      ready.add(run);
    } else {
      lookUp(run);
    }
  }

  private void lookUp(NodeRun run) {
    run.lookedUp = false;
    effects.add(memo.lookUp(run));
  }

  private void onLookedUp(NodeRun run, Verdict verdict) {
    if (run.lookedUp || run.status() != ModuleStatus.WAITING) {
      return;
    }
    run.lookedUp = true;
    explain(run, verdict.reason());
    if (verdict instanceof Verdict.Hit hit) {
      run.signature = Optional.of(hit.signature());
      run.outputs = hit.outputs();
      succeed(run, ModuleStatus.CACHED);
      return;
    }
    switch (memo.turn(run, (Verdict.Compute) verdict)) {
      case RUN -> ready.add(run);
      case LOOK_AGAIN -> lookUp(run);
      case WAIT -> {}
    }
  }

  private void onKept(NodeRun run, Optional<String> problem) {
    if (run.keeping) {
      problem.ifPresent(why -> explain(run, why));
      succeed(run, ModuleStatus.SUCCEEDED);
    }
  }

  private void explain(NodeRun run, String reason) {
    effects.add(new PipelineEffect.CacheReason(run.index, reason));
  }

  private void onStarted(TaskKey task) {
    Optional<NodeRun> started = open(task);
    while (started.filter(run -> run.status() == ModuleStatus.QUEUED).isPresent()) {
      NodeRun run = started.get();
      move(run, ModuleStatus.RUNNING);
      started = run.frame.isTop() ? Optional.empty() : Optional.of(run.frame.owner());
    }
  }

  private void onEnded(TaskKey task, TaskEnd end) {
    open(task).ifPresent(run -> onEnded(run, task.index() - run.firstTask(), run.checked(end)));
  }

  private void onEnded(NodeRun run, int task, TaskEnd end) {
    run.ended(task);
    if (end instanceof TaskEnd.Succeeded succeeded) {
      succeeded(run, task, succeeded.outputs());
    } else if (end instanceof TaskEnd.Failed failed && !run.endRequested) {
      failed(run, task, failed.error());
    } else {
      run.taskCancelled = true;
    }
    if (run.allEnded()) {
      conclude(run);
    }
  }

  private void succeeded(NodeRun run, int task, Map<String, Object> outputs) {
    List<NodeTasks.Range> next = run.tasks().succeeded(task, outputs);
    if (run.kept && run.taskCount() > 1) {
      effects.add(new PipelineEffect.KeepTask(new TaskKey(run.index, task), outputs));
    }
    if (status == RunStatus.RUNNING) {
      submit(run, next);
    } else if (!next.isEmpty()) {
      run.taskCancelled = true;
    }
  }

  private void failed(NodeRun run, int task, TaskError error) {
    run.failed(task, error);
    if (settings.onError() == OnError.STOP && status == RunStatus.RUNNING) {
      stopBecauseOf(run);
    }
  }

  /** All that a task of a group runs has ended. */
  private void onOver(Frame frame) {
    NodeRun group = frame.owner();
    int task = frame.task();
    group.inside.remove(task);
    group.ended(task);
    if (frame.isCancelled()) {
      group.taskCancelled = true;
    } else if (frame.cause().isPresent()) {
      group.unfinished(task, frame.cause().get(), false);
    } else {
      Map<String, Plan.Source> outputs = ((Plan.Role.Body) group.node.role()).outputs();
      frame
          .unchosen(outputs)
          .ifPresentOrElse(
              because -> group.unfinished(task, because, true),
              () -> succeeded(group, task, frame.outputs(outputs)));
    }
    if (group.allEnded()) {
      conclude(group);
    }
  }

  private void conclude(NodeRun run) {
    if (run.hasFailure()) {
      fail(run, run.failure());
    } else if (run.taskCancelled) {
      unsuccessful = true;
      move(run, ModuleStatus.CANCELLED);
      memo.failed(run).ifPresent(ready::add);
      gate.lost(run);
    } else if (run.unfinished().isPresent()) {
      run.skipUnfinished();
      skip(run);
      gate.lost(run);
    } else {
      run.outputs = run.tasks().outputs();
      if (run.kept && status == RunStatus.RUNNING) {
        run.keeping = true;
        effects.add(new PipelineEffect.Keep(run.index, run.outputs));
      } else {
        succeed(run, ModuleStatus.SUCCEEDED);
      }
    }
  }

  private void succeed(NodeRun run, ModuleStatus how) {
    run.keeping = false;
    move(run, how);
    for (NodeRun twin : memo.succeeded(run)) {
      explain(twin, "the same as " + run.node.name() + " in this run");
      twin.outputs = run.outputs;
      move(twin, ModuleStatus.CACHED);
      outputsAreThere(twin);
    }
    outputsAreThere(run);
  }

  private void outputsAreThere(NodeRun run) {
    run.frame.dropUnread(run);
    gate.succeeded(run);
  }

  private void fail(NodeRun run, Optional<TaskError> error) {
    unsuccessful = true;
    move(run, ModuleStatus.FAILED, error, Optional.empty());
    memo.failed(run).ifPresent(ready::add);
    if (settings.onError() == OnError.STOP && status == RunStatus.RUNNING) {
      stopBecauseOf(run);
    } else {
      gate.lost(run);
    }
  }

  private void skip(NodeRun run) {
    move(run, ModuleStatus.SKIPPED, Optional.empty(), Optional.of(run.cause));
  }

  private void onCancel(String reason) {
    if (status != RunStatus.CANCELLING) {
      move(RunStatus.CANCELLING);
      endEverything(reason);
    }
  }

  private void stopBecauseOf(NodeRun run) {
    move(RunStatus.STOPPING);
    gate.lost(run);
    endEverything("module " + run.node.name() + " failed and on-error is stop");
  }

  private void endEverything(String reason) {
    ready.clear();
    List<TaskKey> open = new ArrayList<>();
    end(top, open);
    top.stream().filter(run -> run.keeping).forEach(run -> succeed(run, ModuleStatus.SUCCEEDED));
    if (!open.isEmpty()) {
      effects.add(new PipelineEffect.CancelTasks(open, reason));
    }
  }

  private void end(Frame frame, List<TaskKey> open) {
    for (NodeRun run : frame) {
      if (run.status() == ModuleStatus.WAITING) {
        move(run, ModuleStatus.CANCELLED);
      } else if (!run.status().isFinal() && !run.endRequested) {
        run.endRequested = true;
        open.addAll(run.openTasks());
        run.inside.values().forEach(inside -> end(inside, open));
      }
    }
  }

  /** Starts what is ready and concludes the groups whose modules have ended. */
  private void goOn() {
    while (true) {
      gate.skipUnwanted();
      if (!over.isEmpty()) {
        onOver(over.remove());
      } else if (!ready.isEmpty()) {
        start(ready.remove());
      } else {
        return;
      }
    }
  }

  private void start(NodeRun run) {
    try {
      if (run.node.role() instanceof Plan.Role.Gather) {
        pass(run, run.frame.inputs(run));
        return;
      }
      if (run.node.role() instanceof Plan.Role.Choice choice) {
        choose(run, choice);
        return;
      }
      NodeTasks tasks = NodeTasks.of(run.node, run.frame.inputs(run), settings.taskLimit());
      run.begin(tasks, groups.number(run, tasks.count(), settings.taskLimit()));
    } catch (CannotExpand e) {
      fail(run, Optional.of(e.error()));
      return;
    }
    run.known.forEach(run.tasks()::succeeded);
    if (!run.known.isEmpty() && run.known.size() == run.taskCount()) {
      run.outputs = run.tasks().outputs();
      succeed(run, ModuleStatus.CACHED);
      return;
    }
    move(run, ModuleStatus.QUEUED);
    submit(run, run.unknown(run.tasks().first()));
    if (run.allEnded()) {
      conclude(run);
    }
  }

  /** A module without tasks has its outputs. */
  private void pass(NodeRun run, Map<String, Object> outputs) {
    run.outputs = outputs;
    move(run, ModuleStatus.QUEUED);
    succeed(run, ModuleStatus.SUCCEEDED);
  }

  /** Once its condition is there, and again once the branch is. */
  private void choose(NodeRun run, Plan.Role.Choice choice) throws CannotExpand {
    Map<String, Object> inputs = run.frame.inputs(run);
    if (run.choices.isPresent()) {
      pass(run, run.choices.get().outputs(inputs));
      return;
    }
    Choices choices = new Choices(run.node, choice, inputs, settings.taskLimit());
    run.choices = Optional.of(choices);
    gate.chosen(run, choices.ports());
  }

  private void submit(NodeRun run, List<NodeTasks.Range> ranges) {
    for (NodeTasks.Range range : ranges) {
      run.submitted(range);
      IntFunction<Map<String, Object>> inputs = run.tasks().inputs(range);
      if (run.isGroup()) {
        for (int task = range.from(); task < range.to(); task++) {
          open(run, task, inputs);
        }
      } else {
        SchemeChoice choice = policy.choose(run.node.descriptor().support(), run.node.options());
        int first = run.firstTask();
        effects.add(
            new PipelineEffect.Submit(
                run.index, range.plus(first), task -> inputs.apply(task - first), choice));
      }
    }
  }

  /** Begins a task of a group. */
  private void open(NodeRun group, int task, IntFunction<Map<String, Object>> inputs) {
    try {
      Wiring wiring = Objects.requireNonNull(wirings.get(group.node.name()), group.node.name());
      Frame frame = Frame.inside(wiring, group, task, inputs.apply(task));
      group.inside.put(task, frame);
      gate.begin(frame);
    } catch (IllegalArgumentException unfit) {
      String message = String.valueOf(unfit.getMessage());
      group.ended(task);
      failed(group, task, TaskError.of(TaskError.Kind.REFUSED, "wrong-type", message));
    }
  }

  private void move(NodeRun run, ModuleStatus to) {
    move(run, to, Optional.empty(), Optional.empty());
  }

  private void move(
      NodeRun run, ModuleStatus to, Optional<TaskError> error, Optional<String> because) {
    ModuleStatus from = run.status();
    run.move(to);
    groups.changes(run, from, error, because).forEach(change -> effects.add(change.at(now)));
    if (from == ModuleStatus.WAITING) {
      run.frame.releaseSources(run);
    }
    if (to.isFinal()) {
      ended(run);
    }
  }

  private void ended(NodeRun run) {
    run.frame.ended(run);
    gate.ended(run);
    if (run.frame.isTop()) {
      notFinal--;
    } else if (run.frame.isOver()) {
      over.add(run.frame);
    }
  }

  private void move(RunStatus to) {
    status = RunStatus.MOVES.move(this, status, to);
  }

  private void endIfDone() {
    if (notFinal > 0 || status.isFinal()) {
      return;
    }
    if (status == RunStatus.CANCELLING) {
      move(RunStatus.CANCELLED);
    } else {
      move(unsuccessful ? RunStatus.FAILED : RunStatus.SUCCEEDED);
    }
    effects.add(new PipelineEffect.RunEnded(status, top.outputsOf(plan.sinks()), now));
  }

  @Override
  public String toString() {
    return "run of " + plan.name();
  }
}
