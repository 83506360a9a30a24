package dev.roundhouse.link;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * The tasks that a link holds: those that wait here, by priority, and those that are at the
 * cluster. Not safe for use by several threads.
 */
final class LinkQueue {

  private record Deadline(long micros, LinkTask task) {}

  private final Map<Long, LinkTask> tasks = new HashMap<>();

  private final LinkLanes waiting = new LinkLanes();
  private final PriorityQueue<Deadline> deadlines =
      new PriorityQueue<>(Comparator.comparingLong(Deadline::micros));
  private int outstanding;

  /** Lets a task wait; its queue timeout begins. */
  void add(LinkTask task, long now) {
    task.submitted = false;
    tasks.put(task.id(), task);
    waiting.add(task);
    long queueTimeout = task.spec.template().queueTimeoutMillis();
    if (queueTimeout > 0) {
      deadlines.add(new Deadline(now + 1_000 * queueTimeout, task));
    }
  }

  Optional<LinkTask> get(long id) {
    return Optional.ofNullable(tasks.get(id));
  }

  /** Whether the task is here or at the cluster. */
  boolean holds(LinkTask task) {
    return tasks.get(task.id()) == task;
  }

  /** Forgets a task, wherever it is; one that is not held is ignored. */
  void remove(LinkTask task) {
    if (tasks.remove(task.id(), task)) {
      if (task.submitted) {
        outstanding--;
      } else {
        waiting.remove(task);
      }
    }
  }

  /** Takes what may go to the cluster, so that at most so many are there. */
  List<LinkTask> handOver(int most) {
    List<LinkTask> next = new ArrayList<>();
    while (outstanding < most && !waiting.isEmpty()) {
      LinkTask task = waiting.poll().orElseThrow();
      task.submitted = true;
      outstanding++;
      next.add(task);
    }
    return next;
  }

  /** The tasks at the cluster are not there any more: they wait again. */
  void takeBack(long now) {
    for (LinkTask task : submitted()) {
      outstanding--;
      task.startedAttempt = 0;
      add(task, now);
    }
  }

  /** Forgets tasks that have waited here too long; those at the cluster are the controller's. */
  List<LinkTask> expire(long now) {
    List<LinkTask> expired = new ArrayList<>();
    while (!deadlines.isEmpty() && deadlines.peek().micros() <= now) {
      LinkTask task = deadlines.poll().task();
      if (holds(task) && !task.submitted) {
        expired.add(task);
        remove(task);
      }
    }
    return expired;
  }

  List<LinkTask> all() {
    return List.copyOf(tasks.values());
  }

  List<LinkTask> submitted() {
    return tasks.values().stream().filter(task -> task.submitted).toList();
  }

  /** How many are at the cluster. */
  int outstanding() {
    return outstanding;
  }

  /** How many wait here. */
  int waiting() {
    return tasks.size() - outstanding;
  }

  /** Throws where an invariant does not hold. */
  void check() {
    long there = tasks.values().stream().filter(task -> task.submitted).count();
    if (outstanding != there) {
      throw new IllegalStateException(outstanding + " outstanding, but " + there + " submitted");
    }
    if (waiting.size() != waiting()) {
      throw new IllegalStateException(waiting.size() + " wait, expected " + waiting());
    }
  }
}
