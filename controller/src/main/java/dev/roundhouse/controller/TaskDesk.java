package dev.roundhouse.controller;

import static dev.roundhouse.controller.CoreSettings.micros;

import dev.roundhouse.module.Durations;
import dev.roundhouse.value.ValueException;
import dev.roundhouse.wire.Batches;
import dev.roundhouse.wire.ClientCommand;
import dev.roundhouse.wire.EndCodec;
import dev.roundhouse.wire.EngineCommand;
import dev.roundhouse.wire.TaskSpec;
import dev.roundhouse.wire.TaskUpdate;
import dev.roundhouse.wire.TaskUpdate.Ending;
import dev.roundhouse.wire.WireCode;
import dev.roundhouse.work.Payload;
import dev.roundhouse.work.TaskError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/** The tasks of a controller: queue, orders, attempts, ends. */
final class TaskDesk {

  private static final Payload NOTHING = new Payload.Encoded(new byte[0]);

  private final CoreSettings settings;
  private final Outlet outlet;
  private final Losses losses = new Losses(this);
  private final Orders orders;
  private final Map<Long, ControlledTask> tasks = new HashMap<>();
  private final Map<Long, EngineBook> placed = new HashMap<>();
  private final PriorityQueue<ControlledTask> queueDeadlines =
      new PriorityQueue<>(Comparator.comparingLong(TaskDesk::queueDeadline));
  private long nextKey;
  private int nextClient;
  private long completed;
  private long failed;

  TaskDesk(CoreSettings settings, Outlet outlet) {
    this.settings = settings;
    this.outlet = outlet;
    this.orders = new Orders(settings.epoch(), outlet);
  }

  private static long queueDeadline(ControlledTask task) {
    return task.submittedMicros + 1_000 * task.template.queueTimeoutMillis();
  }

  void admit(ClientBook client, TaskSpec spec, long now) {
    if (client.tasks.containsKey(spec.number())) {
      return;
    }
    ControlledTask task =
        new ControlledTask(++nextKey, client, spec.number(), spec.template(), spec.argument(), now);
    tasks.put(task.key, task);
    client.tasks.put(task.number, task);
    client.enqueue(task);
    awaitQueueDeadline(task);
  }

  /**
   * Orders tasks that wait from an engine that has their results already, whatever else it does.
   *
   * @param numbers of tasks of the session
   */
  void claim(EngineBook engine, Collection<ClientBook> clients, Iterable<Long> numbers, long now) {
    for (ClientBook client : clients) {
      for (long number : numbers) {
        Optional.ofNullable(client.tasks.get(number))
            .filter(task -> task.state == ControlledTask.State.QUEUED && engine.keeps(task))
            .ifPresent(
                task -> {
                  client.dequeue(task);
                  order(engine, task, now);
                });
      }
    }
  }

  // --- placing

  /** Clients take turns, so that one with many tasks does not keep another waiting. */
  void place(Collection<EngineBook> engines, Collection<ClientBook> clients, long now) {
    List<ClientBook> waiting = new ArrayList<>();
    clients.stream().filter(client -> client.queued() > 0).forEach(waiting::add);
    int index = waiting.isEmpty() ? 0 : nextClient % waiting.size();
    while (!waiting.isEmpty()) {
      ClientBook client = waiting.get(index);
      Optional<EngineBook> engine = Placement.choose(engines, client.peek().alone);
      if (engine.isEmpty()) {
        waiting.remove(index);
      } else {
        order(engine.get(), client.poll(), now);
        if (client.queued() == 0) {
          waiting.remove(index);
        } else {
          index++;
        }
      }
      index = index >= waiting.size() ? 0 : index;
    }
    nextClient++;
    for (EngineBook engine : engines) {
      orders.send(engine, now);
    }
  }

  private void order(EngineBook engine, ControlledTask task, long now) {
    WireCode code = task.client.codes.get(task.template.code());
    if (code == null) {
      end(task, refused("no-code", "code " + task.template.code() + " was never sent"), now);
      return;
    }
    engine.teach(code);
    engine.ordersToSend.add(task.send(now));
    engine.inFlight.put(task.key, task);
    placed.put(task.key, engine);
  }

  Losses losses() {
    return losses;
  }

  // --- what engines say

  void update(EngineBook engine, TaskUpdate update, long now) {
    ControlledTask task = tasks.get(update.task());
    if (task == null || placed.get(task.key) != engine || task.order != update.attempt()) {
      releaseLate(engine, update);
    } else if (update instanceof TaskUpdate.Ended ended) {
      ended(engine, task, ended, now);
    } else if (update instanceof TaskUpdate.Started started) {
      started(engine, task, engine.here(started.atMicros()));
    } else if (update instanceof TaskUpdate.Output output) {
      tell(
          task,
          new TaskUpdate.Output(task.number, task.attemptNumber(), output.error(), output.text()));
    } else if (update instanceof TaskUpdate.Progress progress) {
      tell(task, new TaskUpdate.Progress(task.number, task.attemptNumber(), progress.fraction()));
    } else if (update instanceof TaskUpdate.Published published) {
      tell(
          task,
          new TaskUpdate.Published(
              task.number, task.attemptNumber(), published.name(), published.value()));
    } else {
      takeOff(engine, task);
      requeue(task);
    }
  }

  /** Told once an order. */
  private static void started(EngineBook engine, ControlledTask task, long at) {
    if (task.state == ControlledTask.State.SENT) {
      task.started(at);
      tell(task, new TaskUpdate.Started(task.number, task.attemptNumber(), engine.name, at));
    }
  }

  private void releaseLate(EngineBook engine, TaskUpdate update) {
    if (update instanceof TaskUpdate.Ended) {
      outlet.toEngine(
          engine.incarnation(),
          new EngineCommand.Release(settings.epoch(), new long[] {update.task()}));
    }
  }

  private void ended(EngineBook engine, ControlledTask task, TaskUpdate.Ended ended, long now) {
    takeOff(engine, task);
    if (ended.ending() == Ending.LOST) {
      losses.lost(engine, task, reason(ended.body()), now);
      return;
    }
    long started = engine.here(ended.startedMicros());
    long finished = engine.here(ended.finishedMicros());
    if (ended.startedMicros() > 0) {
      engine.ran(
          ended.finishedMicros() - ended.startedMicros(),
          micros(settings.queuedWork()),
          settings.engineWindow());
    }
    forget(task);
    count(ended.ending());
    tell(
        task,
        new TaskUpdate.Ended(
            task.number,
            task.attemptNumber(),
            engine.name,
            ended.ending(),
            started,
            finished,
            ended.body(),
            ended.output(),
            task.lostAttempts()));
  }

  private static String reason(Payload body) {
    String unknown = "its attempt was lost there";
    try {
      return body instanceof Payload.Encoded encoded
          ? EndCodec.error(encoded.bytes()).message()
          : unknown;
    } catch (ValueException e) {
      return unknown + ", and it does not say how (" + e.getMessage() + ")";
    }
  }

  private void count(Ending ending) {
    if (ending == Ending.SUCCEEDED) {
      completed++;
    } else if (ending == Ending.FAILED) {
      failed++;
    }
  }

  void takeOff(EngineBook engine, ControlledTask task) {
    engine.inFlight.remove(task.key);
    placed.remove(task.key);
  }

  private void forget(ControlledTask task) {
    task.ended();
    tasks.remove(task.key);
    task.client.tasks.remove(task.number);
  }

  private static void tell(ControlledTask task, TaskUpdate update) {
    task.client.updates.add(update);
  }

  void requeue(ControlledTask task) {
    task.queued();
    task.client.enqueueFirst(task);
    awaitQueueDeadline(task);
  }

  private void awaitQueueDeadline(ControlledTask task) {
    if (task.hasQueueTimeout() && !task.inDeadlines) {
      task.inDeadlines = true;
      queueDeadlines.add(task);
    }
  }

  private static TaskError refused(String type, String message) {
    return TaskError.of(TaskError.Kind.REFUSED, type, message);
  }

  /** Ends a task that is at no engine. */
  void end(ControlledTask task, TaskError error, long now) {
    forget(task);
    count(Ending.FAILED);
    tell(task, ending(task, Ending.FAILED, EndCodec.encode(error), now));
  }

  private static TaskUpdate.Ended ending(
      ControlledTask task, Ending ending, byte[] body, long now) {
    return new TaskUpdate.Ended(
        task.number,
        task.lostAttempts().size(),
        TaskUpdate.EngineName.UNNAMED,
        ending,
        0,
        now,
        new Payload.Encoded(body),
        NOTHING,
        task.lostAttempts());
  }

  // --- cancelling

  void cancel(ClientBook client, long[] numbers, String reason, long now) {
    Map<EngineBook, List<Long>> running = new HashMap<>();
    for (long number : numbers) {
      ControlledTask task = client.tasks.get(number);
      if (task == null) {
        continue;
      }
      EngineBook engine = placed.get(task.key);
      if (engine == null) {
        client.dequeue(task);
        forget(task);
        tell(task, ending(task, Ending.CANCELLED, EndCodec.encode(reason), now));
      } else {
        running.computeIfAbsent(engine, key -> new ArrayList<>()).add(task.key);
      }
    }
    running.forEach((engine, keys) -> cancelOrders(engine, keys, reason));
  }

  void cancelOrders(EngineBook engine, List<Long> keys, String reason) {
    outlet.toEngine(
        engine.incarnation(),
        new EngineCommand.CancelOrders(settings.epoch(), keysOf(keys), reason));
  }

  private static long[] keysOf(List<Long> keys) {
    return keys.stream().mapToLong(Long::longValue).toArray();
  }

  /** The client is gone: nobody waits for its tasks. */
  void abandon(ClientBook client, String reason) {
    Map<EngineBook, List<Long>> running = new HashMap<>();
    for (ControlledTask task : new ArrayList<>(client.tasks.values())) {
      EngineBook engine = placed.get(task.key);
      if (engine != null) {
        running.computeIfAbsent(engine, key -> new ArrayList<>()).add(task.key);
        takeOff(engine, task);
      }
      forget(task);
    }
    running.forEach((engine, keys) -> cancelOrders(engine, keys, reason));
  }

  // --- time

  void timeouts(long now) {
    while (!queueDeadlines.isEmpty() && queueDeadline(queueDeadlines.peek()) <= now) {
      ControlledTask task = queueDeadlines.poll();
      task.inDeadlines = false;
      if (task.state == ControlledTask.State.QUEUED && task.hasQueueTimeout()) {
        task.client.dequeue(task);
        String message =
            "waited "
                + Durations.text(Duration.ofMillis(task.template.queueTimeoutMillis()))
                + " for an engine with a free slot";
        end(task, TaskError.of(TaskError.Kind.TIMEOUT, "queue-timeout", message), now);
      }
    }
  }

  /** An idle engine and nothing queued: asks for what another holds and has not started. */
  void takeBack(Collection<EngineBook> engines, Collection<ClientBook> clients, long now) {
    if (clients.stream().noneMatch(client -> client.queued() > 0)) {
      orders.takeBack(engines, now);
    }
  }

  void sendUpdates(ClientBook client, long now) {
    if (client.updates.isEmpty()) {
      return;
    }
    for (List<TaskUpdate> batch : Batches.split(client.updates, Batches::bytes)) {
      outlet.toClient(
          client.description.id(),
          client.outbox.next(
              seq -> new ClientCommand.TaskUpdates(settings.epoch(), seq, batch), now));
    }
    client.updates.clear();
  }

  // --- views

  int size() {
    return tasks.size();
  }

  long completed() {
    return completed;
  }

  long failed() {
    return failed;
  }

  /** Every task is queued or at one engine, and every book agrees. */
  void check(Collection<EngineBook> engines, Collection<ClientBook> clients) {
    int inFlight = 0;
    for (EngineBook engine : engines) {
      for (ControlledTask task : engine.inFlight.values()) {
        require(tasks.get(task.key) == task, "a forgotten task is in flight", task);
        require(placed.get(task.key) == engine, "a task is in flight elsewhere", task);
        require(task.state != ControlledTask.State.QUEUED, "a queued task is in flight", task);
        inFlight++;
      }
    }
    int queued = clients.stream().mapToInt(ClientBook::queued).sum();
    require(placed.size() == inFlight, "placed " + placed.size() + ", in flight " + inFlight);
    require(tasks.size() == queued + inFlight, tasks.size() + " tasks, " + queued + " queued");
    int owned = clients.stream().mapToInt(client -> client.tasks.size()).sum();
    require(tasks.size() == owned, tasks.size() + " tasks, " + owned + " owned by clients");
  }

  private static void require(boolean holds, String what, Object... about) {
    if (!holds) {
      throw new IllegalStateException(what + " " + List.of(about));
    }
  }
}
