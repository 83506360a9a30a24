package dev.roundhouse.client;

import dev.roundhouse.pipeline.OnError;
import dev.roundhouse.pipeline.Plan;
import dev.roundhouse.work.TaskError;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
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
  private final RunNodes nodes;
  private final RunMemo memo;
  private final PriorityQueue<NodeRun> ready =
      new PriorityQueue<>(
          Comparator.comparingInt((NodeRun run) -> -run.node.rank())
              .thenComparingInt(run -> run.index));
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
    this.nodes = new RunNodes(plan);
    this.memo = new RunMemo(nodes);
    this.notFinal = nodes.size();
  }

  RunStatus status() {
    return status;
  }

  boolean isCaching() {
    return settings.caching();
  }

  /** Whether the task was submitted and has not ended. */
  boolean isOpen(TaskKey task) {
    return nodes.isOpen(task);
  }

  /** The modules, in the plan's order; to be looked at only. */
  List<NodeRun> nodes() {
    return nodes;
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
      startReady();
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
      onLookedUp(nodes.get(answer.node()), answer.verdict());
    } else if (event instanceof PipelineEvent.Kept kept) {
      onKept(nodes.get(kept.node()), kept.problem());
    } else if (event instanceof PipelineEvent.Begin) {
      begun = true;
      if (cancelledEarly.isPresent()) {
        onCancel(cancelledEarly.get());
      } else {
        nodes.stream().filter(run -> run.unmet == 0).forEach(this::inputsAreThere);
      }
    } else if (event instanceof PipelineEvent.SchemesChanged changed) {
      policy = changed.policy();
    } else if (event instanceof PipelineEvent.Cancel cancel) {
      onCancel(cancel.reason());
    }
  }

  private void inputsAreThere(NodeRun run) {
    if (!settings.caching()) {
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
    if (nodes.isOpen(task) && nodes.get(task.node()).status() == ModuleStatus.QUEUED) {
      move(nodes.get(task.node()), ModuleStatus.RUNNING);
    }
  }

  private void onEnded(TaskKey task, TaskEnd end) {
    if (!nodes.isOpen(task)) {
      return;
    }
    NodeRun run = nodes.get(task.node());
    TaskEnd checked = run.checked(end);
    run.ended(task.index());
    if (checked instanceof TaskEnd.Succeeded succeeded) {
      List<NodeTasks.Range> next = run.tasks().succeeded(task.index(), succeeded.outputs());
      if (run.kept && run.taskCount() > 1) {
        effects.add(new PipelineEffect.KeepTask(task, succeeded.outputs()));
      }
      if (status == RunStatus.RUNNING) {
        submit(run, next);
      } else if (!next.isEmpty()) {
        run.taskCancelled = true;
      }
    } else if (checked instanceof TaskEnd.Failed failed && !run.endRequested) {
      run.failed(task.index(), failed.error());
      if (settings.onError() == OnError.STOP && status == RunStatus.RUNNING) {
        stopBecauseOf(run);
      }
    } else {
      run.taskCancelled = true;
    }
    if (run.allEnded()) {
      conclude(run);
    }
  }

  private void conclude(NodeRun run) {
    if (run.hasFailure()) {
      fail(run, run.failure());
    } else if (run.taskCancelled) {
      unsuccessful = true;
      move(run, ModuleStatus.CANCELLED);
      memo.failed(run).ifPresent(ready::add);
      skipAfter(run);
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
    nodes.dropUnread(run);
    for (int dependent : run.dependents) {
      NodeRun next = nodes.get(dependent);
      if (--next.unmet == 0 && next.status() == ModuleStatus.WAITING) {
        inputsAreThere(next);
      }
    }
  }

  private void fail(NodeRun run, Optional<TaskError> error) {
    unsuccessful = true;
    move(run, ModuleStatus.FAILED, error, Optional.empty());
    memo.failed(run).ifPresent(ready::add);
    if (settings.onError() == OnError.STOP && status == RunStatus.RUNNING) {
      stopBecauseOf(run);
    } else {
      skipAfter(run);
    }
  }

  private void skipAfter(NodeRun first) {
    nodes.forEachWaitingAfter(
        first,
        next -> {
          next.cause = first.cause;
          move(next, ModuleStatus.SKIPPED, Optional.empty(), Optional.of(first.cause));
        });
  }

  private void onCancel(String reason) {
    if (status != RunStatus.CANCELLING) {
      move(RunStatus.CANCELLING);
      endEverything(reason);
    }
  }

  private void stopBecauseOf(NodeRun run) {
    move(RunStatus.STOPPING);
    skipAfter(run);
    endEverything("module " + run.node.name() + " failed and on-error is stop");
  }

  private void endEverything(String reason) {
    ready.clear();
    List<TaskKey> open = new ArrayList<>();
    for (NodeRun run : nodes) {
      if (run.status() == ModuleStatus.WAITING) {
        move(run, ModuleStatus.CANCELLED);
      } else if (!run.status().isFinal() && !run.endRequested) {
        run.endRequested = true;
        open.addAll(run.openTasks());
      }
    }
    nodes.stream().filter(run -> run.keeping).forEach(run -> succeed(run, ModuleStatus.SUCCEEDED));
    if (!open.isEmpty()) {
      effects.add(new PipelineEffect.CancelTasks(open, reason));
    }
  }

  private void startReady() {
    while (!ready.isEmpty()) {
      start(ready.remove());
    }
  }

  private void start(NodeRun run) {
    try {
      run.begin(NodeTasks.of(run.node, nodes.inputs(run), settings.taskLimit()));
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

  private void submit(NodeRun run, List<NodeTasks.Range> ranges) {
    for (NodeTasks.Range range : ranges) {
      run.submitted(range);
      SchemeChoice choice = policy.choose(run.node.descriptor().support(), run.node.options());
      IntFunction<Map<String, Object>> inputs = run.tasks().inputs(range);
      effects.add(new PipelineEffect.Submit(run.index, range, inputs, choice));
    }
  }

  private void move(NodeRun run, ModuleStatus to) {
    move(run, to, Optional.empty(), Optional.empty());
  }

  private void move(
      NodeRun run, ModuleStatus to, Optional<TaskError> error, Optional<String> because) {
    ModuleStatus from = run.status();
    int tasks = run.taskCount();
    run.move(to);
    effects.add(new PipelineEffect.NodeChanged(run.index, from, to, tasks, error, because, now));
    if (from == ModuleStatus.WAITING) {
      nodes.releaseSources(run);
    }
    if (to.isFinal()) {
      notFinal--;
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
    effects.add(new PipelineEffect.RunEnded(status, nodes.sinkOutputs(), now));
  }

  @Override
  public String toString() {
    return "run of " + plan.name();
  }
}
