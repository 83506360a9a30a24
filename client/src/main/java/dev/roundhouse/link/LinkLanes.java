package dev.roundhouse.link;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;

/**
 * Tasks that wait to be handed over: the highest priority first, in the order of their submission.
 * Adding and taking cost the same however many wait, since nearly all are added in that order. Not
 * safe for use by several threads.
 */
final class LinkLanes {

  private static final int FEW = 1_024;

  private final TreeMap<Integer, Lane> lanes = new TreeMap<>(Comparator.reverseOrder());
  private int size;
  private int removed;

  /** Tasks of one priority; those that come again after a loss are older than the others. */
  private static final class Lane {
    private final ArrayDeque<LinkTask> fresh = new ArrayDeque<>();
    private final PriorityQueue<LinkTask> again =
        new PriorityQueue<>(Comparator.comparingLong(task -> task.order));

    private void add(LinkTask task) {
      if (fresh.isEmpty() || fresh.peekLast().order < task.order) {
        fresh.add(task);
      } else {
        again.add(task);
      }
    }

    /** The next one, which may have been removed; empty where there is none. */
    private Optional<LinkTask> poll() {
      if (again.isEmpty()) {
        return Optional.ofNullable(fresh.poll());
      }
      boolean older = fresh.isEmpty() || again.peek().order < fresh.peek().order;
      return Optional.of(older ? again.remove() : fresh.remove());
    }

    private void purge() {
      fresh.removeIf(task -> !task.waiting);
      again.removeIf(task -> !task.waiting);
    }
  }

  /** Adds a task that does not wait. */
  void add(LinkTask task) {
    task.waiting = true;
    size++;
    lanes.computeIfAbsent(task.priority(), priority -> new Lane()).add(task);
  }

  /** Takes the next task; empty where none waits. */
  Optional<LinkTask> poll() {
    while (!lanes.isEmpty()) {
      Optional<LinkTask> next = lanes.firstEntry().getValue().poll();
      if (next.isEmpty()) {
        lanes.pollFirstEntry();
      } else if (next.get().waiting) {
        next.get().waiting = false;
        size--;
        return next;
      } else {
        removed--;
      }
    }
    return Optional.empty();
  }

  /** Takes out a task that is over; it does not come again. */
  void remove(LinkTask task) {
    if (!task.waiting) {
      return;
    }
    task.waiting = false;
    size--;
    removed++;
    if (removed > FEW && removed > size) {
      lanes.values().forEach(Lane::purge);
      removed = 0;
    }
  }

  void clear() {
    lanes.values().forEach(lane -> lane.fresh.forEach(task -> task.waiting = false));
    lanes.values().forEach(lane -> lane.again.forEach(task -> task.waiting = false));
    lanes.clear();
    size = 0;
    removed = 0;
  }

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }
}
