package dev.roundhouse.controller;

import dev.roundhouse.wire.ClientCommand;
import dev.roundhouse.wire.ControllerCommand;
import dev.roundhouse.wire.ControllerCommand.CancelTasks;
import dev.roundhouse.wire.ControllerCommand.ClientBeat;
import dev.roundhouse.wire.ControllerCommand.ClientUpdatesAck;
import dev.roundhouse.wire.ControllerCommand.Submit;
import dev.roundhouse.wire.Inbox;
import dev.roundhouse.wire.Outbox;
import dev.roundhouse.wire.TaskSpec;
import dev.roundhouse.wire.TaskTemplate;
import dev.roundhouse.wire.TaskUpdate;
import dev.roundhouse.wire.WireCode;
import dev.roundhouse.work.Code;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

/** A client as a controller meets it; it counts how often each of its tasks ended. */
final class PlayedClient {

  private static final long SECOND = 1_000_000;

  final String id;
  final LossyLink<ClientCommand> fromController;
  final LossyLink<ControllerCommand> toController;
  final Map<Long, Integer> ends = new HashMap<>();
  final TreeSet<Long> unfinished = new TreeSet<>();
  private final Random random;
  private final TreeSet<Long> cancelled = new TreeSet<>();
  private final Inbox updates = new Inbox();
  private final Outbox<Submit> outbox = new Outbox<>(SECOND);
  private long submitted;
  private long beatMicros;
  private long now;

  PlayedClient(String id, ControllerWorld world) {
    this.id = id;
    this.random = world.random;
    this.fromController = new LossyLink<>(random, this::receive);
    this.toController = new LossyLink<>(random, world::atController);
  }

  long submitted() {
    return submitted;
  }

  void submit() {
    boolean first = outbox.lastSeq() == 0;
    WireCode code = new WireCode("code", Code.Kind.FUNCTION, List.of(), Scene.X, id + ":1");
    List<TaskSpec> specs = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      long timeout = random.nextInt(6) == 0 ? 400 : 0;
      var template =
          new TaskTemplate(
              "code", "session", "task", 1 + random.nextInt(3), timeout, 0, random.nextInt(2));
      specs.add(new TaskSpec(++submitted, template, Scene.X));
      unfinished.add(submitted);
    }
    toController.send(
        outbox.next(seq -> new Submit(id, seq, first ? List.of(code) : List.of(), specs), now));
  }

  void cancelOne() {
    if (!unfinished.isEmpty()) {
      cancelled.add(unfinished.first());
    }
  }

  void step(long time) {
    now = time;
    if (now - beatMicros > SECOND) {
      beatMicros = now;
      toController.send(new ClientBeat(id, 7, now, 0));
      cancelled.retainAll(unfinished);
      long[] numbers = cancelled.stream().mapToLong(Long::longValue).toArray();
      toController.send(new CancelTasks(id, numbers, "not wanted"));
    }
    outbox.due(now).forEach(toController::send);
  }

  void bring() {
    toController.bring();
    fromController.bring();
  }

  private void receive(ClientCommand message) {
    if (message instanceof ClientCommand.SubmitAck ack) {
      outbox.acknowledge(ack.seq(), now);
    } else if (message instanceof ClientCommand.TaskUpdates told) {
      if (updates.accept(told.seq())) {
        told.updates().forEach(this::update);
      }
      toController.send(new ClientUpdatesAck(id, updates.applied()));
    }
  }

  private void update(TaskUpdate update) {
    if (update instanceof TaskUpdate.Ended) {
      ends.merge(update.task(), 1, Integer::sum);
      unfinished.remove(update.task());
    }
  }

  @Override
  public String toString() {
    return id + " waits for " + unfinished + ", cancelled " + cancelled;
  }
}
