package dev.roundhouse.scheme;

import dev.roundhouse.child.ChildMessage;
import dev.roundhouse.child.ChildMessage.Overflow;
import dev.roundhouse.work.TaskError;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * Child JVMs in imagination: they receive, compute, answer and die as real ones do, each at its own
 * pace, under the control of a test.
 */
final class ChildPoolWorld {

  /** One imagined child. What it says waits until it is delivered, also after its death. */
  static final class Child {
    final int number;
    final Deque<ChildMessage.ToChild> incoming = new ArrayDeque<>();
    final Deque<ChildPoolEvent> outgoing = new ArrayDeque<>();
    final Deque<ChildMessage.Compute> waiting = new ArrayDeque<>();
    Optional<ChildMessage.Compute> computing = Optional.empty();
    boolean greeted;
    boolean interrupted;
    boolean dead;

    Child(int number) {
      this.number = number;
    }
  }

  final MultiprocessingSettings settings;
  final ChildPoolCore core;
  final Map<Integer, Child> children = new TreeMap<>();
  final List<SchemeEvent> events = new ArrayList<>();

  /** Tasks and attempts that computed when their child died. */
  final Set<String> victims = new HashSet<>();

  long now = 1_000_000;
  boolean closed;

  ChildPoolWorld(MultiprocessingSettings settings) {
    this.settings = settings;
    core = new ChildPoolCore(settings);
    handle(new ChildPoolEvent.Tick());
  }

  void handle(ChildPoolEvent event) {
    core.handle(event, now).forEach(this::perform);
    ChildPoolInvariants.check(core.pool(), settings);
  }

  private void perform(ChildPoolEffect effect) {
    if (effect instanceof ChildPoolEffect.Emit emit) {
      events.add(emit.event());
    } else if (effect instanceof ChildPoolEffect.Launch launch) {
      children.put(launch.child(), new Child(launch.child()));
    } else if (effect instanceof ChildPoolEffect.Send send) {
      children.get(send.child()).incoming.add(send.message());
    } else if (effect instanceof ChildPoolEffect.Kill kill) {
      die(children.get(kill.child()), "was killed by signal 9 (KILL)");
    } else if (effect instanceof ChildPoolEffect.Closed) {
      closed = true;
    }
  }

  void greet(Child child) {
    if (!child.greeted && !child.dead) {
      child.greeted = true;
      child.outgoing.add(new ChildPoolEvent.Ready(child.number, 100 + child.number));
    }
  }

  /** The child reads one message. */
  void receive(Child child) {
    ChildMessage.ToChild message = child.dead ? null : child.incoming.poll();
    if (message instanceof ChildMessage.Compute compute) {
      child.waiting.add(compute);
    } else if (message instanceof ChildMessage.Recall recall) {
      giveBack(child, recall.task());
    } else if (message instanceof ChildMessage.Interrupt interrupt) {
      giveBack(child, interrupt.task());
      child.interrupted |=
          child.computing.filter(one -> one.task() == interrupt.task()).isPresent();
    } else if (message instanceof ChildMessage.Stop) {
      die(child, "ended with exit code 0");
    }
  }

  private static void giveBack(Child child, long task) {
    if (child.waiting.removeIf(one -> one.task() == task)) {
      say(child, new ChildMessage.Returned(task));
    }
  }

  /** The child begins with the next task that waits in it. */
  void begin(Child child) {
    if (child.dead || child.computing.isPresent() || child.waiting.isEmpty()) {
      return;
    }
    ChildMessage.Compute next = child.waiting.remove();
    child.computing = Optional.of(next);
    child.interrupted = false;
    say(child, new ChildMessage.Started(next.task(), next.attempt()));
  }

  /** The child's task returns, or throws where it was interrupted. */
  void finish(Child child) {
    if (child.dead || child.computing.isEmpty()) {
      return;
    }
    ChildMessage.Compute done = child.computing.get();
    child.computing = Optional.empty();
    if (child.interrupted) {
      TaskError error = TaskError.of(TaskError.Kind.USER, "InterruptedException", "interrupted");
      say(child, new ChildMessage.Throws(done.task(), done.attempt(), Overflow.NONE, error));
    } else {
      say(child, new ChildMessage.Printed(done.task(), done.attempt(), false, "done"));
      say(
          child,
          new ChildMessage.Returns(done.task(), done.attempt(), Overflow.NONE, new byte[] {1}));
    }
  }

  void die(Child child, String how) {
    if (child.dead) {
      return;
    }
    child.dead = true;
    child.computing.ifPresent(one -> victims.add(one.task() + "/" + one.attempt()));
    child.outgoing.add(
        new ChildPoolEvent.Exited(
            child.number, "child JVM %d %s".formatted(100 + child.number, how)));
  }

  /** What the child said next reaches the pool. */
  void deliver(Child child) {
    ChildPoolEvent event = child.outgoing.poll();
    if (event == null) {
      return;
    }
    if (event instanceof ChildPoolEvent.Exited) {
      children.remove(child.number);
    }
    handle(event);
  }

  void tickIfDue() {
    if (core.nextDeadline() <= now) {
      handle(new ChildPoolEvent.Tick());
    }
  }

  /** Everybody does all that can be done, nobody dies, and time goes on, until nothing moves. */
  void settle() {
    boolean moved = true;
    while (moved) {
      long before = events.size();
      boolean busy = false;
      for (Child child : List.copyOf(children.values())) {
        greet(child);
        while (!child.incoming.isEmpty() && !child.dead) {
          receive(child);
        }
        begin(child);
        finish(child);
        busy |= !child.outgoing.isEmpty() || !child.waiting.isEmpty();
        while (!child.outgoing.isEmpty()) {
          deliver(child);
        }
      }
      moved = busy || events.size() > before;
    }
  }

  Child any(Random random) {
    List<Child> all = List.copyOf(children.values());
    return all.get(random.nextInt(all.size()));
  }

  private static void say(Child child, ChildMessage.FromChild message) {
    child.outgoing.add(new ChildPoolEvent.Said(child.number, message));
  }
}
