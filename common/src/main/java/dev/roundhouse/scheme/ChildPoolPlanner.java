package dev.roundhouse.scheme;

import dev.roundhouse.child.ChildMessage;
import dev.roundhouse.module.Durations;
import dev.roundhouse.scheme.PooledTask.State;
import dev.roundhouse.work.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * After every event brings a pool of children to where it should be: what is due happens, children
 * come and go, tasks are handed to those that have room.
 */
final class ChildPoolPlanner {

  /** Work that is sent ahead of what a child computes, so that it never waits for its parent. */
  private static final double AHEAD_MICROS = 5_000;

  private static final int LARGEST_WINDOW = 64;

  /** A task behind a longer one is asked back when another child is idle. */
  private static final long RECALL_AFTER = TimeUnit.MILLISECONDS.toMicros(10);

  /** Launches that fail one after another until the waiting tasks are told. */
  private static final int LAUNCHES = 3;

  private static final long SHORTEST_PAUSE = TimeUnit.MILLISECONDS.toMicros(100);
  private static final int LONGEST_SHIFT = 5;
  private static final long NEVER = PooledChild.NEVER;

  private final ChildPool pool;
  private int size;
  private int lastChild;
  private int failures;
  private long launchAt;
  private String lastFailure = "";
  private boolean draining;
  private boolean drainOpen;
  private long drainAt = NEVER;
  private Duration drainLimit = Duration.ZERO;
  private boolean closed;
  private boolean closedTold;
  private long closeAt = NEVER;

  ChildPoolPlanner(ChildPool pool) {
    this.pool = pool;
    this.size = pool.settings.size();
  }

  boolean isClosed() {
    return closed;
  }

  void resize(int newSize) {
    size = newSize;
  }

  void drain(Duration deadline) {
    draining = true;
    drainOpen = true;
    drainLimit = deadline;
    drainAt = pool.now + Micros.of(deadline);
  }

  void close() {
    closed = true;
    closeAt = pool.now + Micros.of(pool.settings.grace());
  }

  void launched() {
    failures = 0;
  }

  void launchFailed(String how) {
    failures++;
    lastFailure = how;
    launchAt = pool.now + (SHORTEST_PAUSE << Math.min(failures, LONGEST_SHIFT));
  }

  /** New tasks are a reason to try once more what failed. */
  void hope() {
    if (failures >= LAUNCHES) {
      failures = LAUNCHES - 1;
      launchAt = pool.now;
    }
  }

  void settle() {
    enforceLimits();
    failWhatCannotRun();
    retire();
    launch();
    assign();
    recall();
    stopRetired();
    tellWhatIsOver();
  }

  private void enforceLimits() {
    while (!pool.waitLimited.isEmpty() && pool.waitLimited.first().queueDeadline <= pool.now) {
      waitedTooLong(pool.waitLimited.pollFirst());
    }
    for (PooledChild child : List.copyOf(pool.children.values())) {
      child.running().ifPresent(task -> limitRun(child, task));
      if (killAt(child) <= pool.now) {
        child.deaf = child.running().isPresent();
        pool.kill(child);
      }
    }
  }

  private void waitedTooLong(PooledTask task) {
    if (task.state == State.QUEUED) {
      pool.expire(task);
      return;
    }
    task.expired = true;
    pool.children.values().stream()
        .filter(child -> child.tasks.contains(task))
        .forEach(child -> pool.recall(child, task));
  }

  private void limitRun(PooledChild child, PooledTask task) {
    Duration limit = task.task.options().runTimeout().orElse(null);
    if (limit != null && runDeadline(task) <= pool.now) {
      pool.stop(child, task, Limits.runTimeout(task.task, limit));
    }
    if (drainAt <= pool.now) {
      pool.stop(
          child,
          task,
          new Outcome.Cancelled("it did not end within the drain's " + Durations.text(drainLimit)));
    }
  }

  private void failWhatCannotRun() {
    if (failures < LAUNCHES || counting() > 0) {
      return;
    }
    Outcome failed = Limits.startFailed(failures, lastFailure);
    new ArrayList<>(pool.queue).forEach(task -> pool.end(task, failed));
  }

  private void retire() {
    for (PooledChild child : pool.children.values()) {
      if (child.state == PooledChild.State.READY
          && (closed || child.isWorn(pool.settings.recycling()))) {
        child.move(PooledChild.State.RETIRING);
      }
    }
    int excess = closed ? counting() : counting() - size;
    pool.children.values().stream()
        .filter(child -> child.counts() && child.tasks.isEmpty())
        .limit(Math.max(0, excess))
        .toList()
        .forEach(this::retire);
  }

  private void retire(PooledChild child) {
    if (child.state == PooledChild.State.STARTING) {
      pool.kill(child);
    } else {
      child.move(PooledChild.State.RETIRING);
    }
  }

  private void launch() {
    boolean hopeless = failures >= LAUNCHES && pool.queue.isEmpty();
    if (closed || draining || hopeless || pool.now < launchAt) {
      return;
    }
    for (int missing = missing(); missing > 0; missing--) {
      lastChild++;
      pool.children.put(lastChild, new PooledChild(lastChild));
      pool.effect(new ChildPoolEffect.Launch(lastChild));
    }
  }

  private int missing() {
    return Math.min(size, Math.max(pool.settings.prestart(), pool.tasks.size())) - counting();
  }

  private int counting() {
    return (int) pool.children.values().stream().filter(PooledChild::counts).count();
  }

  private void assign() {
    while (!draining && !closed && !pool.queue.isEmpty()) {
      Optional<PooledChild> roomiest =
          pool.children.values().stream()
              .filter(this::hasRoom)
              .min(Comparator.comparingInt(child -> child.tasks.size()));
      if (roomiest.isEmpty()) {
        return;
      }
      pool.send(roomiest.get());
    }
  }

  /**
   * Whether a child may be sent a task. After the pool shrank, none may before few enough are busy;
   * behind a task that proves to be long, none may.
   */
  private boolean hasRoom(PooledChild child) {
    if (child.state != PooledChild.State.READY || child.killAt != NEVER) {
      return false;
    }
    if (child.tasks.isEmpty()) {
      return busy() < size;
    }
    return child.tasks.size() < window()
        && busy() <= size
        && child.tasks.element().since + RECALL_AFTER > pool.now;
  }

  private int busy() {
    return (int) pool.children.values().stream().filter(child -> !child.tasks.isEmpty()).count();
  }

  /** How many tasks a child may hold: few long ones, many short ones. */
  int window() {
    if (pool.averageMicros == 0) {
      return 1;
    }
    return 1 + (int) Math.min(LARGEST_WINDOW - 1, AHEAD_MICROS / Math.max(1, pool.averageMicros));
  }

  private void recall() {
    boolean idle = pool.queue.isEmpty() && anyIdle();
    boolean tooMany = busy() > size;
    for (PooledChild child : pool.children.values()) {
      boolean due = idle && recallAt(child) <= pool.now;
      if (due || tooMany || child.state == PooledChild.State.RETIRING) {
        child.tasks.stream()
            .filter(task -> task.state == State.SENT && task != child.tasks.peek())
            .forEach(task -> pool.recall(child, task));
      }
    }
  }

  private boolean anyIdle() {
    return pool.children.values().stream().anyMatch(PooledChild::isIdle);
  }

  /** When tasks that wait in the child are asked back for another that is idle. */
  private static long recallAt(PooledChild child) {
    boolean some = child.tasks.stream().skip(1).anyMatch(task -> !task.recalled);
    return some ? child.tasks.element().since + RECALL_AFTER : NEVER;
  }

  private void stopRetired() {
    for (PooledChild child : pool.children.values()) {
      if (child.state == PooledChild.State.RETIRING && child.tasks.isEmpty()) {
        child.move(PooledChild.State.STOPPING);
        child.killAt = pool.now + Micros.of(pool.settings.grace());
        pool.say(child, new ChildMessage.Stop());
      }
    }
  }

  private void tellWhatIsOver() {
    if (drainOpen && pool.children.values().stream().allMatch(child -> child.tasks.isEmpty())) {
      drainOpen = false;
      drainAt = NEVER;
      pool.emit(new SchemeEvent.Drained());
    }
    if (closed && !closedTold && pool.tasks.isEmpty() && pool.children.isEmpty()) {
      closedTold = true;
      pool.effect(new ChildPoolEffect.Closed());
    }
  }

  long nextDeadline() {
    long next = pool.waitLimited.isEmpty() ? NEVER : pool.waitLimited.first().queueDeadline;
    boolean idle = pool.queue.isEmpty() && anyIdle();
    for (PooledChild child : pool.children.values()) {
      next = Math.min(next, killAt(child));
      next = Math.min(next, child.running().map(this::runDeadline).orElse(NEVER));
      next = Math.min(next, idle ? recallAt(child) : NEVER);
    }
    if (!closed && !draining && launchAt > pool.now && missing() > 0) {
      next = Math.min(next, launchAt);
    }
    return drainAt > pool.now ? Math.min(next, drainAt) : next;
  }

  /** When a child is killed unless it ends, or does what it is asked for, before. */
  private long killAt(PooledChild child) {
    return child.state == PooledChild.State.KILLED ? NEVER : Math.min(child.killAt, closeAt);
  }

  /** When a running task has run too long; never for one whose end is decided. */
  private long runDeadline(PooledTask task) {
    return task.forced().isPresent()
        ? NEVER
        : task.task
            .options()
            .runTimeout()
            .map(limit -> task.since + Micros.of(limit))
            .orElse(NEVER);
  }
}
