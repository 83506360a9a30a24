package dev.roundhouse.controller;

import dev.roundhouse.wire.ClientCommand;
import dev.roundhouse.wire.ControllerCommand.ClientDescription;
import dev.roundhouse.wire.Inbox;
import dev.roundhouse.wire.Outbox;
import dev.roundhouse.wire.TaskUpdate;
import dev.roundhouse.wire.WireCode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the controller knows of a client: its tasks, its queue by priority, its two streams. */
final class ClientBook {

  final ClientDescription description;
  final Map<Long, ControlledTask> tasks = new HashMap<>();
  final Map<String, WireCode> codes = new HashMap<>();
  final Inbox submits = new Inbox();
  final Outbox<ClientCommand.TaskUpdates> outbox;
  final List<TaskUpdate> updates = new ArrayList<>();
  private final TreeMap<Integer, Deque<ControlledTask>> queues =
      new TreeMap<>(Comparator.reverseOrder());
  private int queued;
  long heardMicros;
  int held;

  ClientBook(ClientDescription description, long resendMicros, long now) {
    this.description = description;
    this.outbox = new Outbox<>(resendMicros);
    this.heardMicros = now;
  }

  void enqueue(ControlledTask task) {
    queue(task).addLast(task);
    queued++;
  }

  /** Before all others of its priority: a task that is tried again has waited already. */
  void enqueueFirst(ControlledTask task) {
    queue(task).addFirst(task);
    queued++;
  }

  private Deque<ControlledTask> queue(ControlledTask task) {
    return queues.computeIfAbsent(task.template.priority(), priority -> new ArrayDeque<>());
  }

  /** The next task to place. The queue must not be empty. */
  ControlledTask peek() {
    return queues.firstEntry().getValue().peekFirst();
  }

  ControlledTask poll() {
    Map.Entry<Integer, Deque<ControlledTask>> first = queues.firstEntry();
    ControlledTask task = first.getValue().pollFirst();
    dropIfEmpty(first.getKey(), first.getValue());
    queued--;
    return task;
  }

  void dequeue(ControlledTask task) {
    Deque<ControlledTask> queue = queue(task);
    if (queue.remove(task)) {
      queued--;
    }
    dropIfEmpty(task.template.priority(), queue);
  }

  private void dropIfEmpty(int priority, Deque<ControlledTask> queue) {
    if (queue.isEmpty()) {
      queues.remove(priority);
    }
  }

  int queued() {
    return queued;
  }
}
