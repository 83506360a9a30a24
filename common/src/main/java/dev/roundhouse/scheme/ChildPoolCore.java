package dev.roundhouse.scheme;

import dev.roundhouse.child.ChildMessage;
import dev.roundhouse.module.Durations;
import dev.roundhouse.scheme.PooledTask.State;
import dev.roundhouse.work.Outcome;
import dev.roundhouse.work.Payload;
import dev.roundhouse.work.TaskError;
import dev.roundhouse.work.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides for a pool of child JVMs: which child gets which task, who is blamed for a child's death
 * and tried again, who is interrupted and killed. Reads no clock; not safe for use by several
 * threads.
 */
final class ChildPoolCore {

  /** Longest encoded argument: a frame's length, less room for what else a message says. */
  private static final int LONGEST_ARGUMENT = (1 << 30) - (1 << 20);

  private final ChildPool pool;
  private final ChildPoolPlanner planner;

  ChildPoolCore(MultiprocessingSettings settings) {
    pool = new ChildPool(settings);
    planner = new ChildPoolPlanner(pool);
  }

  /**
   * Handles an event.
   *
   * @param now microseconds, not less than before
   * @return what is to be done, in order
   */
  List<ChildPoolEffect> handle(ChildPoolEvent event, long now) {
    pool.now = now;
    if (event instanceof ChildPoolEvent.Said said) {
      child(said.child()).ifPresent(child -> said(child, said.message()));
    } else if (event instanceof ChildPoolEvent.Told told) {
      told(told.command());
    } else if (event instanceof ChildPoolEvent.Ready ready) {
      child(ready.child()).ifPresent(child -> ready(child, ready.pid()));
    } else if (event instanceof ChildPoolEvent.Exited exited) {
      child(exited.child()).ifPresent(child -> exited(child, exited.how()));
    } else if (event instanceof ChildPoolEvent.Close) {
      close();
    }
    planner.settle();
    return pool.takeEffects();
  }

  /** When the next {@code Tick} is due; {@link PooledChild#NEVER}: none is. */
  long nextDeadline() {
    return planner.nextDeadline();
  }

  /** For tests: what the core knows. */
  ChildPool pool() {
    return pool;
  }

  private Optional<PooledChild> child(int number) {
    return Optional.ofNullable(pool.children.get(number));
  }

  private void told(Scheme.Command command) {
    if (command instanceof Scheme.Command.Submit submit) {
      submit(submit.tasks());
    } else if (command instanceof Scheme.Command.Cancel cancel) {
      Outcome cancelled = new Outcome.Cancelled(cancel.reason());
      cancel.tasks().forEach(id -> cancel(id, cancelled));
    } else if (command instanceof Scheme.Command.Resize resize) {
      planner.resize(resize.size());
    } else if (command instanceof Scheme.Command.Drain drain) {
      drain(drain.deadline());
    }
  }

  private void submit(List<SchemeTask> submitted) {
    List<SchemeTask> fresh =
        submitted.stream().filter(task -> !pool.tasks.containsKey(task.id())).toList();
    if (fresh.isEmpty()) {
      return;
    }
    pool.emit(new SchemeEvent.Accepted(fresh.stream().map(SchemeTask::id).toList()));
    planner.hope();
    for (SchemeTask task : fresh) {
      Optional<Outcome> refusal = refusal(task);
      if (refusal.isPresent()) {
        pool.emit(new SchemeEvent.Ended(task.id(), refusal.get(), List.of(), Captured.NOTHING));
      } else {
        pool.add(task, (Work.Portable) task.work());
      }
    }
  }

  private Optional<Outcome> refusal(SchemeTask task) {
    if (planner.isClosed()) {
      return Optional.of(new Outcome.Cancelled(closedReason()));
    }
    if (!(task.work() instanceof Work.Portable portable)) {
      return Optional.of(
          refused(
              "not-portable",
              "%s is a call in this process, and scheme %s computes in others;"
                      .formatted(task.name(), pool.settings.name())
                  + " expected a function or module that can be serialised"));
    }
    int length = Arguments.encoded(portable.argument()).length;
    if (length > LONGEST_ARGUMENT) {
      return Optional.of(
          refused(
              "too-large",
              "the argument of %s has %d bytes, expected at most %d"
                  .formatted(task.name(), length, LONGEST_ARGUMENT)));
    }
    return Optional.empty();
  }

  private static Outcome refused(String type, String message) {
    return new Outcome.Failed(TaskError.of(TaskError.Kind.REFUSED, type, message));
  }

  private void cancel(long id, Outcome outcome) {
    PooledTask task = pool.tasks.get(id);
    if (task == null) {
      return;
    }
    if (task.state == State.QUEUED) {
      pool.end(task, outcome);
      return;
    }
    PooledChild child = holder(task);
    if (task.state == State.RUNNING) {
      pool.stop(child, task, outcome);
    } else if (task.force(outcome)) {
      // It may start before this reaches the child, which interrupts it then.
      pool.say(child, new ChildMessage.Interrupt(id));
    }
  }

  private PooledChild holder(PooledTask task) {
    return pool.children.values().stream()
        .filter(child -> child.tasks.contains(task))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("task " + task.id() + " is in no child"));
  }

  private void drain(Duration deadline) {
    planner.drain(deadline);
    for (PooledChild child : pool.children.values()) {
      child.tasks.stream()
          .filter(task -> task.state == State.SENT)
          .forEach(task -> pool.recall(child, task));
    }
  }

  private void close() {
    planner.close();
    Outcome closed = new Outcome.Cancelled(closedReason());
    new ArrayList<>(pool.tasks.keySet()).forEach(id -> cancel(id, closed));
  }

  private String closedReason() {
    return "the scheme " + pool.settings.name() + " was closed";
  }

  private void ready(PooledChild child, long pid) {
    child.pid = pid;
    if (child.state == PooledChild.State.STARTING) {
      child.move(PooledChild.State.READY);
      planner.launched();
    }
  }

  private void exited(PooledChild child, String how) {
    pool.children.remove(child.number);
    if (child.state == PooledChild.State.STARTING) {
      planner.launchFailed(how);
    }
    for (PooledTask task : child.tasks) {
      if (task.state == State.SENT) {
        pool.returned(task);
      } else if (task.forced().isPresent()) {
        pool.endAttempt(child, task, killed(child, task.forced().get(), how));
      } else {
        pool.lost(child, task, how);
      }
    }
  }

  private Outcome killed(PooledChild child, Outcome outcome, String how) {
    return child.deaf
        ? Limits.extend(
            outcome,
            "it ignored its interrupt for "
                + Durations.text(pool.settings.grace())
                + ", and "
                + how)
        : outcome;
  }

  private void said(PooledChild child, ChildMessage.FromChild message) {
    if (message instanceof ChildMessage.Started started) {
      find(child, started.task(), State.SENT).ifPresent(task -> pool.started(child, task));
    } else if (message instanceof ChildMessage.Returned returned) {
      find(child, returned.task(), State.SENT)
          .ifPresent(
              task -> {
                child.tasks.remove(task);
                pool.returned(task);
              });
    } else if (message instanceof ChildMessage.Returns returns) {
      Outcome outcome = new Outcome.Succeeded(new Payload.Encoded(returns.result()));
      find(child, returns.task(), State.RUNNING)
          .ifPresent(task -> finished(child, task, returns.overflow(), outcome));
    } else if (message instanceof ChildMessage.Throws thrown) {
      Outcome outcome = new Outcome.Failed(thrown.error());
      find(child, thrown.task(), State.RUNNING)
          .ifPresent(task -> finished(child, task, thrown.overflow(), outcome));
    } else {
      told(child, message);
    }
  }

  private void told(PooledChild child, ChildMessage.FromChild message) {
    if (message instanceof ChildMessage.Heap heap) {
      child.holds(heap.bytes());
    } else if (message instanceof ChildMessage.Printed printed) {
      find(child, printed.task(), State.RUNNING)
          .ifPresent(
              task -> {
                task.printed(printed.error(), printed.text());
                pool.emit(
                    new SchemeEvent.Output(
                        task.id(), task.attempt(), printed.error(), printed.text()));
              });
    } else if (message instanceof ChildMessage.Progressed progressed) {
      find(child, progressed.task(), State.RUNNING)
          .ifPresent(
              task ->
                  pool.emit(
                      new SchemeEvent.Progress(task.id(), task.attempt(), progressed.fraction())));
    } else if (message instanceof ChildMessage.Shown shown) {
      Payload value = new Payload.Encoded(shown.value());
      find(child, shown.task(), State.RUNNING)
          .ifPresent(
              task ->
                  pool.emit(
                      new SchemeEvent.Published(task.id(), task.attempt(), shown.name(), value)));
    }
  }

  private void finished(
      PooledChild child, PooledTask task, ChildMessage.Overflow overflow, Outcome outcome) {
    task.overflowed(overflow);
    pool.finished(child, task, outcome);
  }

  /** A task that the child holds in that state; late words of others are no news. */
  private static Optional<PooledTask> find(PooledChild child, long id, State state) {
    return child.tasks.stream().filter(task -> task.id() == id && task.state == state).findFirst();
  }
}
