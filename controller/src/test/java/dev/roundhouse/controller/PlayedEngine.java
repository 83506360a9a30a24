package dev.roundhouse.controller;

import dev.roundhouse.wire.ControllerCommand;
import dev.roundhouse.wire.ControllerCommand.DispatchAck;
import dev.roundhouse.wire.ControllerCommand.EngineBeat;
import dev.roundhouse.wire.ControllerCommand.EngineDescription;
import dev.roundhouse.wire.ControllerCommand.EngineDraining;
import dev.roundhouse.wire.ControllerCommand.EngineUpdates;
import dev.roundhouse.wire.EngineCommand;
import dev.roundhouse.wire.Inbox;
import dev.roundhouse.wire.Outbox;
import dev.roundhouse.wire.TaskOrder;
import dev.roundhouse.wire.TaskUpdate;
import dev.roundhouse.wire.TaskUpdate.Ending;
import dev.roundhouse.wire.TaskUpdate.EngineName;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.LongFunction;

/** An engine as a controller meets one life of it. */
final class PlayedEngine {

  private static final long SECOND = 1_000_000;

  final String life;
  final long pid;
  final int slots;
  final LossyLink<EngineCommand> fromController;
  final LossyLink<ControllerCommand> toController;
  final LossyLink<EngineDescription> register;
  private final Random random;
  private final Map<Long, TaskOrder> held = new LinkedHashMap<>();
  private final Set<Long> running = new LinkedHashSet<>();
  private final Inbox dispatches = new Inbox();
  private final Outbox<EngineUpdates> outbox = new Outbox<>(SECOND);
  private boolean registered;
  private boolean draining;
  private String id = "";
  private long beatMicros;
  long heardMicros;
  private long now;

  PlayedEngine(String life, long pid, ControllerWorld world) {
    this.life = life;
    this.pid = pid;
    this.random = world.random;
    this.slots = 1 + random.nextInt(3);
    this.heardMicros = world.now;
    this.fromController = new LossyLink<>(random, this::receive);
    this.register = new LossyLink<>(random, world::register);
    this.toController = new LossyLink<>(random, world::atController);
  }

  void bring() {
    register.bring();
    toController.bring();
    fromController.bring();
  }

  /** Nothing comes through either way, or it does again. */
  void cut(boolean cut) {
    List.of(register, toController, fromController).forEach(link -> link.cut = cut);
  }

  void heal() {
    for (LossyLink<?> link : List.of(register, toController, fromController)) {
      link.cut = false;
      link.faultless = true;
    }
  }

  @Override
  public String toString() {
    return life + (registered ? "" : " unregistered") + " holds " + held + " runs " + running;
  }

  void step(long time) {
    now = time;
    if (!registered) {
      register.send(Scene.description("1", life, pid, slots));
      return;
    }
    if (now - beatMicros > SECOND) {
      beatMicros = now;
      long[] keys = held.keySet().stream().mapToLong(Long::longValue).toArray();
      toController.send(
          new EngineBeat(life, 7, now, 0, 0, dispatches.applied(), outbox.lastSeq(), keys));
    }
    outbox.due(now).forEach(toController::send);
    if (random.nextBoolean()) {
      compute();
    }
  }

  private void compute() {
    for (TaskOrder order : List.copyOf(held.values())) {
      if (running.contains(order.key()) && random.nextInt(3) == 0) {
        end(order, random.nextInt(12) == 0 ? Ending.LOST : Ending.SUCCEEDED);
      } else if (running.size() < slots && running.add(order.key())) {
        say(new TaskUpdate.Started(order.key(), order.attempt(), EngineName.UNNAMED, now));
      }
    }
  }

  private void end(TaskOrder order, Ending ending) {
    held.remove(order.key());
    running.remove(order.key());
    say(
        new TaskUpdate.Ended(
            order.key(),
            order.attempt(),
            EngineName.UNNAMED,
            ending,
            now,
            now + 1,
            Scene.X,
            Scene.NOTHING,
            List.of()));
  }

  private void say(TaskUpdate update) {
    LongFunction<EngineUpdates> make = seq -> new EngineUpdates(life, seq, List.of(update));
    toController.send(outbox.next(make, now));
  }

  private void receive(EngineCommand message) {
    heardMicros = now;
    if (message instanceof EngineCommand.Registered answer) {
      registered = true;
      id = answer.engine();
    } else if (message instanceof EngineCommand.Drain) {
      drain();
    } else if (message instanceof EngineCommand.Dispatch dispatch) {
      if (dispatches.accept(dispatch.seq())) {
        dispatch.tasks().forEach(this::admit);
      }
      toController.send(new DispatchAck(life, dispatches.applied()));
    } else if (message instanceof EngineCommand.EngineUpdatesAck ack) {
      outbox.acknowledge(ack.seq(), now);
    } else if (message instanceof EngineCommand.CancelOrders cancel) {
      for (long key : cancel.keys()) {
        if (held.containsKey(key)) {
          end(held.get(key), Ending.CANCELLED);
        }
      }
    } else if (message instanceof EngineCommand.TakeBack back) {
      for (long key : back.keys()) {
        if (held.containsKey(key) && !running.contains(key)) {
          say(new TaskUpdate.TakenBack(key, held.remove(key).attempt()));
        }
      }
    }
  }

  private void drain() {
    draining = true;
    toController.send(new EngineDraining(life));
    for (TaskOrder order : List.copyOf(held.values())) {
      if (!running.contains(order.key())) {
        say(new TaskUpdate.TakenBack(order.key(), held.remove(order.key()).attempt()));
      }
    }
  }

  /** The id that the controller gave it; empty where it was not heard yet. */
  String id() {
    return id;
  }

  /** It has finished what it computed after it was told to end, and all that it said was heard. */
  boolean drained() {
    return draining && held.isEmpty() && outbox.size() == 0;
  }

  private void admit(TaskOrder order) {
    if (draining) {
      say(new TaskUpdate.TakenBack(order.key(), order.attempt()));
      return;
    }
    running.remove(order.key());
    held.remove(order.key());
    held.put(order.key(), order);
  }
}
