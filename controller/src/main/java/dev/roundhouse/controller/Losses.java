package dev.roundhouse.controller;

import dev.roundhouse.scheme.Attempt;
import dev.roundhouse.scheme.Place;
import dev.roundhouse.wire.ControllerCommand.EngineBeat;
import dev.roundhouse.wire.EngineCommand;
import dev.roundhouse.work.TaskError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What becomes of tasks whose engine, or whose order, was lost. */
final class Losses {

  private final TaskDesk desk;

  Losses(TaskDesk desk) {
    this.desk = desk;
  }

  /**
   * Gives up all attempts at an engine. Those that ran count as tries; those that only waited there
   * do not. Where the process died while several ran, each of them is tried again alone.
   */
  void giveUp(EngineBook engine, String why, boolean died, long now) {
    List<ControlledTask> held = new ArrayList<>(engine.inFlight.values());
    engine.inFlight.clear();
    engine.ordersToSend.clear();
    engine.outbox.replaceAll(Losses::withoutOrders);
    List<ControlledTask> suspects = suspects(engine, held, died);
    for (int i = held.size() - 1; i >= 0; i--) {
      ControlledTask task = held.get(i);
      desk.takeOff(engine, task);
      if (suspects.contains(task)) {
        task.alone = died && (task.alone || suspects.size() > 1);
        lost(engine, task, why, now);
      } else {
        desk.requeue(task);
      }
    }
  }

  /** An engine that comes back is told the codes that it missed, but not what was given up. */
  private static EngineCommand.Dispatch withoutOrders(EngineCommand.Dispatch dispatch) {
    return new EngineCommand.Dispatch(
        dispatch.epoch(), dispatch.seq(), dispatch.codes(), List.of());
  }

  /** Engines start tasks in order: the first ones were running, whether they said so or not. */
  private static List<ControlledTask> suspects(
      EngineBook engine, List<ControlledTask> held, boolean died) {
    List<ControlledTask> suspects = new ArrayList<>();
    for (ControlledTask task : held) {
      if (task.state == ControlledTask.State.RUNNING) {
        suspects.add(task);
      }
    }
    for (ControlledTask task : held) {
      if (died && suspects.size() < engine.slots() && !suspects.contains(task)) {
        suspects.add(task);
      }
    }
    return suspects;
  }

  void lost(EngineBook engine, ControlledTask task, String why, long now) {
    String message = "engine " + engine.name.id() + " (pid " + engine.name.pid() + "): " + why;
    TaskError error = TaskError.of(TaskError.Kind.SYSTEM, "engine-lost", message);
    long started = task.startedMicros > 0 ? task.startedMicros : task.sentMicros;
    task.lost(
        new Attempt(
            task.attemptNumber(),
            Attempt.Status.LOST,
            new Place("cluster", engine.name.id(), engine.name.host(), engine.name.pid()),
            started,
            Math.max(now, started),
            Optional.of(error)));
    if (task.lostAttempts().size() >= task.template.attempts()) {
      desk.end(task, exhausted(task), now);
    } else {
      desk.requeue(task);
    }
  }

  private static TaskError exhausted(ControlledTask task) {
    StringBuilder message = new StringBuilder("tried ");
    message.append(task.lostAttempts().size()).append(" times, and lost every time:");
    for (Attempt attempt : task.lostAttempts()) {
      message.append(' ').append(attempt.error().map(TaskError::message).orElse("")).append(';');
    }
    message.setLength(message.length() - 1);
    return TaskError.of(TaskError.Kind.SYSTEM, "attempts-exhausted", message.toString());
  }

  /**
   * Compares what the engine says that it holds with what it should: what it does not hold any more
   * was lost on the way and is placed again, what it should not hold is cancelled.
   */
  void reconcile(EngineBook engine, EngineBeat beat, long now) {
    Set<Long> held = new HashSet<>();
    List<Long> unknown = new ArrayList<>();
    for (long key : beat.held()) {
      held.add(key);
      if (!engine.inFlight.containsKey(key)) {
        unknown.add(key);
      }
    }
    if (!unknown.isEmpty()) {
      desk.cancelOrders(engine, unknown, "the task is not this engine's any more");
    }
    boolean allHeard = beat.updatesSeq() <= engine.updates.applied();
    for (ControlledTask task : new ArrayList<>(engine.inFlight.values())) {
      boolean missing =
          allHeard && task.dispatchSeq <= beat.dispatchSeq() && !held.contains(task.key);
      task.missedBeats = missing ? task.missedBeats + 1 : 0;
      if (task.missedBeats >= 2) {
        desk.takeOff(engine, task);
        if (task.state == ControlledTask.State.RUNNING) {
          lost(engine, task, "it does not know the task any more", now);
        } else {
          desk.requeue(task);
        }
      }
    }
  }
}
