package dev.roundhouse.scheme;

import dev.roundhouse.child.ChildMessage;
import dev.roundhouse.scheme.PooledTask.State;
import dev.roundhouse.work.Outcome;
import dev.roundhouse.work.Payload;
import dev.roundhouse.work.TaskError;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The tasks and children of a pool, the moves that they make, and the effects that these have.
 * Invariants: a task is in the queue or in one child, until it ends, once.
 */
final class ChildPool {

  final MultiprocessingSettings settings;
  final Map<Long, PooledTask> tasks = new HashMap<>();
  final NavigableSet<PooledTask> queue = new TreeSet<>();
  final Map<Integer, PooledChild> children = new TreeMap<>();

  /** Tasks that have a limit to their wait for the first attempt and did not start yet. */
  final NavigableSet<PooledTask> waitLimited =
      new TreeSet<>(
          Comparator.<PooledTask>comparingLong(task -> task.queueDeadline)
              .thenComparingLong(PooledTask::id));

  private List<ChildPoolEffect> effects = new ArrayList<>();
  private long lastSequence;

  /** Time of the event that is being handled. */
  long now;

  /** Smoothed run time of attempts; 0: none has ended. */
  double averageMicros;

  ChildPool(MultiprocessingSettings settings) {
    this.settings = settings;
  }

  List<ChildPoolEffect> takeEffects() {
    List<ChildPoolEffect> taken = effects;
    effects = new ArrayList<>();
    return taken;
  }

  void effect(ChildPoolEffect effect) {
    effects.add(effect);
  }

  void emit(SchemeEvent event) {
    effect(new ChildPoolEffect.Emit(event));
  }

  void say(PooledChild child, ChildMessage.ToChild message) {
    effect(new ChildPoolEffect.Send(child.number, message));
  }

  void add(SchemeTask task, dev.roundhouse.work.Work.Portable work) {
    lastSequence++;
    long deadline =
        task.options().queueTimeout().map(limit -> now + Micros.of(limit)).orElse(Long.MAX_VALUE);
    PooledTask added = new PooledTask(task, work, lastSequence, deadline);
    tasks.put(added.id(), added);
    queue.add(added);
    if (deadline < Long.MAX_VALUE) {
      waitLimited.add(added);
    }
  }

  /** Sends the next task of the queue to a child. */
  void send(PooledChild child) {
    PooledTask task = queue.pollFirst();
    if (task == null) {
      throw new IllegalStateException("the queue is empty");
    }
    task.move(State.SENT, now);
    task.recalled = false;
    child.tasks.add(task);
    if (child.learns(task.work.code())) {
      say(child, new ChildMessage.Learn(task.work.code()));
    }
    byte[] argument = ((Payload.Encoded) task.work.argument()).bytes();
    String code = task.work.code().id();
    say(child, new ChildMessage.Compute(task.id(), task.attempt(), code, argument));
    child.forgets().ifPresent(old -> say(child, new ChildMessage.Forget(old)));
  }

  void started(PooledChild child, PooledTask task) {
    task.move(State.RUNNING, now);
    task.forgetOutput();
    task.expired = false;
    waitLimited.remove(task);
    emit(new SchemeEvent.Started(task.id(), task.attempt(), place(child), now));
    if (task.forced().isPresent()) {
      child.killAt = now + Micros.of(settings.grace());
    }
  }

  /** A task that did not start comes back from a child. */
  void returned(PooledTask task) {
    if (task.forced().isPresent()) {
      end(task, task.forced().get());
    } else if (task.expired) {
      expire(task);
    } else {
      task.move(State.QUEUED, now);
      queue.add(task);
    }
  }

  void expire(PooledTask task) {
    end(task, Limits.queueTimeout(task.task, task.task.options().queueTimeout().orElseThrow()));
  }

  /** An attempt ended in its child. */
  void finished(PooledChild child, PooledTask task, Outcome outcome) {
    child.tasks.remove(task);
    child.killAt = PooledChild.NEVER;
    child.done++;
    long micros = now - task.since;
    averageMicros = averageMicros == 0 ? micros : 0.8 * averageMicros + 0.2 * micros;
    endAttempt(child, task, task.forced().orElse(outcome));
  }

  void endAttempt(PooledChild child, PooledTask task, Outcome outcome) {
    task.attempts.add(Attempt.ended(task.attempt(), outcome, place(child), task.since, now));
    end(task, outcome);
  }

  /** A child died while it computed the task: it is to blame. */
  void lost(PooledChild child, PooledTask task, String how) {
    String message = "%s while it computed %s".formatted(how, task.task.name());
    TaskError error = TaskError.of(TaskError.Kind.SYSTEM, "child-lost", message);
    task.attempts.add(Attempt.lost(task.attempt(), error, place(child), task.since, now));
    task.losses.add(how);
    if (task.attempts.size() < task.task.options().attempts()) {
      task.move(State.QUEUED, now);
      queue.add(task);
      return;
    }
    String all =
        "%s took down the child JVM that computed it, %d of %d times: %s"
            .formatted(
                task.task.name(),
                task.losses.size(),
                task.task.options().attempts(),
                String.join("; ", task.losses));
    end(task, new Outcome.Failed(TaskError.of(TaskError.Kind.SYSTEM, "child-lost", all)));
  }

  /** Decides how a running task ends and interrupts it. */
  void stop(PooledChild child, PooledTask task, Outcome outcome) {
    if (task.force(outcome)) {
      say(child, new ChildMessage.Interrupt(task.id()));
      child.killAt = now + Micros.of(settings.grace());
    }
  }

  void recall(PooledChild child, PooledTask task) {
    if (!task.recalled) {
      task.recalled = true;
      say(child, new ChildMessage.Recall(task.id()));
    }
  }

  void kill(PooledChild child) {
    child.move(PooledChild.State.KILLED);
    effect(new ChildPoolEffect.Kill(child.number));
  }

  void end(PooledTask task, Outcome outcome) {
    task.move(State.ENDED, now);
    queue.remove(task);
    waitLimited.remove(task);
    tasks.remove(task.id());
    emit(new SchemeEvent.Ended(task.id(), outcome, task.attempts, task.output()));
  }

  private Place place(PooledChild child) {
    return new Place(settings.name(), "", settings.host(), child.pid);
  }
}
