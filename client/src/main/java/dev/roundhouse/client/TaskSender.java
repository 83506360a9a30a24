package dev.roundhouse.client;

import dev.roundhouse.work.TaskError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Brings a run's tasks to the dispatcher: those that stay in this process at once, the others once
 * they are encoded, within the bounds of {@link EncodingQueue}. For one thread.
 */
final class TaskSender {
  private static final int SUBMIT_BATCH = 1_024;

  /** Whom a sender works for. */
  interface Owner {
    /** Whether the task is still wanted. */
    boolean isOpen(TaskKey task);

    /** Calls {@link ModuleTasks#portable} elsewhere, then {@link #encoded} with its answer. */
    void encode(EncodingQueue.Waiting entry);

    /** The task cannot be sent. */
    void refused(TaskKey task, TaskError error);
  }

  private final Dispatcher dispatcher;
  private final EventInbox inbox;
  private final ModuleTasks tasks;
  private final Owner owner;
  private final SentTasks sent = new SentTasks();
  private final Map<String, EncodingQueue> queues = new HashMap<>();

  TaskSender(Dispatcher dispatcher, EventInbox inbox, ModuleTasks tasks, Owner owner) {
    this.dispatcher = dispatcher;
    this.inbox = inbox;
    this.tasks = tasks;
    this.owner = owner;
  }

  /** Sends tasks now or later. */
  void submit(PipelineEffect.Submit submit, int rank) {
    String scheme = submit.choice().scheme();
    if (!ModuleTasks.isLive(scheme)) {
      EncodingQueue queue = queues.computeIfAbsent(scheme, unused -> new EncodingQueue());
      queue.add(submit, rank);
      encodeNext(queue);
      return;
    }
    List<ModuleTasks.Made> batch = new ArrayList<>();
    for (int i = submit.tasks().from(); i < submit.tasks().to(); i++) {
      batch.add(tasks.live(submit, i));
      if (batch.size() == SUBMIT_BATCH || i == submit.tasks().to() - 1) {
        send(scheme, batch);
        batch.clear();
      }
    }
  }

  /** Sends what was encoded, without the tasks that are not wanted any more. */
  void encoded(EncodingQueue.Waiting entry, List<ModuleTasks.Made> made) {
    String scheme = entry.submit().choice().scheme();
    EncodingQueue queue = Objects.requireNonNull(queues.get(scheme), scheme);
    queue.encoded(entry, made.get(made.size() - 1).key().index() + 1);
    List<ModuleTasks.Made> wanted = new ArrayList<>();
    for (ModuleTasks.Made task : made) {
      if (owner.isOpen(task.key())) {
        if (task.error().isPresent()) {
          owner.refused(task.key(), task.error().get());
        } else {
          queue.sent(task.bytes());
          wanted.add(task);
        }
      }
    }
    send(scheme, wanted);
    encodeNext(queue);
  }

  private void send(String scheme, List<ModuleTasks.Made> made) {
    List<Dispatcher.Request> requests =
        made.stream().flatMap(task -> task.request().stream()).toList();
    if (!requests.isEmpty()) {
      sent.add(scheme, made, dispatcher.submit(requests, inbox));
    }
  }

  private void encodeNext(EncodingQueue queue) {
    queue.next().ifPresent(owner::encode);
  }

  Optional<TaskKey> key(long id) {
    return sent.key(id);
  }

  /** The dispatcher ended a task; empty where it is unknown. {@link #settled} follows. */
  Optional<TaskKey> ended(long id) {
    Optional<SentTasks.Task> task = sent.ended(id);
    task.map(SentTasks.Task::scheme)
        .map(queues::get)
        .ifPresent(
            queue -> {
              queue.ended(task.get().bytes());
              encodeNext(queue);
            });
    return task.map(SentTasks.Task::key);
  }

  /** The end of a task is known, its outputs read. */
  void settled(TaskKey task) {
    sent.settled(task);
  }

  /**
   * Cancels everything that is at the dispatcher and forgets what is not.
   *
   * @return of these tasks those that never got there
   */
  List<TaskKey> cancelAll(List<TaskKey> open, String reason) {
    queues.values().forEach(EncodingQueue::clear);
    List<Long> ids = sent.ids();
    if (!ids.isEmpty()) {
      dispatcher.cancel(ids, reason);
    }
    return open.stream().filter(task -> !sent.isExpected(task)).toList();
  }
}
