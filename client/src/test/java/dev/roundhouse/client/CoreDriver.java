package dev.roundhouse.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.pipeline.OnError;
import dev.roundhouse.pipeline.Plan;
import dev.roundhouse.work.TaskError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Feeds events to a core, keeps the book of what it asked for, checks it after every event. */
final class CoreDriver {
  final PipelineCore core;
  final Plan plan;
  final Map<TaskKey, Map<String, Object>> open = new LinkedHashMap<>();
  final Set<TaskKey> asked = new LinkedHashSet<>();
  final Set<TaskKey> cancelAsked = new LinkedHashSet<>();
  final List<PipelineEffect.NodeChanged> moves = new ArrayList<>();
  final List<PipelineEffect.Submit> submits = new ArrayList<>();
  final Map<Integer, PipelineEffect.LookUp> lookUps = new LinkedHashMap<>();
  final Map<Integer, PipelineEffect.Keep> keeps = new LinkedHashMap<>();
  final List<TaskKey> keptTasks = new ArrayList<>();
  final Map<String, String> reasons = new HashMap<>();
  Optional<PipelineEffect.RunEnded> end = Optional.empty();
  boolean checking = true;
  private final Map<String, Integer> indexes = new HashMap<>();
  private long now = 1_000;
  private boolean begun;

  CoreDriver(Plan plan, OnError onError) {
    this(plan, onError, false);
  }

  CoreDriver(Plan plan, OnError onError, boolean caching) {
    this.plan = plan;
    this.core =
        new PipelineCore(
            plan,
            new SchemePolicy(SchemeSetting.DEFAULTS),
            new PipelineCore.Settings(onError, 1_000_000, caching));
    plan.nodes().forEach(node -> indexes.put(node.name(), indexes.size()));
  }

  static CoreDriver begun(Plan plan) {
    CoreDriver driver = new CoreDriver(plan, OnError.CONTINUE);
    driver.send(new PipelineEvent.Begin());
    return driver;
  }

  static CoreDriver begun(Plan plan, OnError onError) {
    CoreDriver driver = new CoreDriver(plan, onError);
    driver.send(new PipelineEvent.Begin());
    return driver;
  }

  void send(PipelineEvent event) {
    now += 10;
    begun |= event instanceof PipelineEvent.Begin;
    boolean over = end.isPresent();
    List<PipelineEffect> effects = core.handle(event, now);
    if (over && !effects.isEmpty()) {
      throw new AssertionError("after the end came " + effects);
    }
    effects.forEach(this::book);
    // What the invariants say of ready modules holds from the beginning on.
    if (checking && begun) {
      assertThat(PipelineInvariants.violations(core, plan, open.keySet())).isEmpty();
    }
  }

  private void book(PipelineEffect effect) {
    if (effect instanceof PipelineEffect.Submit submit) {
      submits.add(submit);
      for (int i = submit.tasks().from(); i < submit.tasks().to(); i++) {
        TaskKey key = new TaskKey(submit.node(), i);
        if (!asked.add(key)) {
          throw new AssertionError(key + " is submitted twice");
        }
        open.put(key, submit.inputs().apply(i));
      }
    } else if (effect instanceof PipelineEffect.CancelTasks cancel) {
      assertThat(open.keySet()).containsAll(cancel.tasks());
      for (TaskKey key : cancel.tasks()) {
        if (!cancelAsked.add(key)) {
          throw new AssertionError(key + " is cancelled twice");
        }
      }
    } else if (effect instanceof PipelineEffect.NodeChanged changed) {
      moves.add(changed);
    } else if (effect instanceof PipelineEffect.LookUp lookUp) {
      lookUps.put(lookUp.node(), lookUp);
    } else if (effect instanceof PipelineEffect.Keep keep) {
      keeps.put(keep.node(), keep);
    } else if (effect instanceof PipelineEffect.KeepTask keep) {
      keptTasks.add(keep.task());
    } else if (effect instanceof PipelineEffect.CacheReason reason) {
      reasons.put(plan.nodes().get(reason.node()).name(), reason.reason());
    } else if (effect instanceof PipelineEffect.RunEnded ended) {
      assertThat(open).as("a run ends when nothing of it runs").isEmpty();
      end = Optional.of(ended);
    }
  }

  TaskKey key(String node, int index) {
    return new TaskKey(indexes.get(node), index);
  }

  void start(String node, int index) {
    send(new PipelineEvent.TaskStarted(key(node, index)));
  }

  void succeed(String node, int index, Object out) {
    Map<String, Object> outputs = new HashMap<>();
    outputs.put("out", out);
    finish(key(node, index), new TaskEnd.Succeeded(outputs));
  }

  void succeed(String node, Object out) {
    succeed(node, 0, out);
  }

  void fail(String node, int index, String message) {
    finish(
        key(node, index),
        new TaskEnd.Failed(TaskError.of(TaskError.Kind.USER, "java.lang.Boom", message)));
  }

  void cancelled(String node, int index) {
    finish(key(node, index), new TaskEnd.Cancelled("asked for"));
  }

  void finish(TaskKey key, TaskEnd how) {
    open.remove(key);
    send(new PipelineEvent.TaskEnded(key, how));
  }

  void cancel() {
    send(new PipelineEvent.Cancel("the user asked"));
  }

  /** The cache's answer. */
  void lookedUp(String node, Verdict verdict) {
    int index = indexes.get(node);
    lookUps.remove(index);
    send(new PipelineEvent.LookedUp(index, verdict));
  }

  void kept(String node) {
    int index = indexes.get(node);
    keeps.remove(index);
    send(new PipelineEvent.Kept(index, Optional.empty()));
  }

  ModuleStatus status(String node) {
    return moves.stream()
        .filter(move -> move.node() == indexes.get(node))
        .map(PipelineEffect.NodeChanged::to)
        .reduce(ModuleStatus.WAITING, (before, after) -> after);
  }

  Map<String, Object> inputs(String node, int index) {
    return open.get(key(node, index));
  }

  /** Names of modules that have open tasks, in the order of their submission. */
  List<String> running() {
    return open.keySet().stream()
        .map(key -> plan.nodes().get(key.node()).name())
        .distinct()
        .toList();
  }

  PipelineEffect.NodeChanged last(String node) {
    return moves.stream()
        .filter(move -> move.node() == indexes.get(node))
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  Object out(String sink) {
    return end.orElseThrow().outputs().get(sink).get("out");
  }
}
