package dev.roundhouse.engine;

import dev.roundhouse.wire.ControllerCommand.EngineUpdates;
import dev.roundhouse.wire.TaskOrder;
import dev.roundhouse.wire.TaskUpdate;
import dev.roundhouse.wire.TaskUpdate.Ending;
import dev.roundhouse.wire.TaskUpdate.EngineName;
import dev.roundhouse.work.Payload;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The results of an engine that no controller acknowledged. They outlive the engine's registration:
 * when a task is ordered again, its result is there already. Not safe for use by several threads.
 */
final class KeptResults {

  /** More are forgotten, the oldest first: their tasks are computed again. */
  private static final int MOST = 8_192;

  /** A task for all time: whoever controls the cluster, it is the same one. */
  record Name(String session, long number) {}

  /** How a task ended. */
  record Result(
      Ending ending, long startedMicros, long finishedMicros, Payload body, Payload output) {}

  /** From earlier registrations, the oldest first. */
  private final Map<Name, Result> earlier = new LinkedHashMap<>();

  /** Ended in this registration, by key; until they are acknowledged. */
  private final Map<Long, TaskOrder> unacknowledged = new HashMap<>();

  KeptResults(Map<Name, Result> earlier) {
    this.earlier.putAll(earlier);
  }

  /** An order has ended with what was made of it. */
  void ended(TaskOrder order, Ending ending) {
    if (ending == Ending.SUCCEEDED || ending == Ending.FAILED) {
      unacknowledged.put(order.key(), order);
    }
  }

  /** The controller has these updates. */
  void acknowledged(EngineUpdates message) {
    for (TaskUpdate update : message.updates()) {
      if (update instanceof TaskUpdate.Ended) {
        unacknowledged.remove(update.task());
      }
    }
  }

  /** The end of a task that was ordered again, where it ended before. */
  Optional<TaskUpdate.Ended> take(TaskOrder order) {
    if (earlier.isEmpty()) {
      return Optional.empty();
    }
    return Optional.ofNullable(earlier.remove(name(order)))
        .map(
            result ->
                new TaskUpdate.Ended(
                    order.key(),
                    order.attempt(),
                    EngineName.UNNAMED,
                    result.ending(),
                    result.startedMicros(),
                    result.finishedMicros(),
                    result.body(),
                    result.output(),
                    List.of()));
  }

  private static Name name(TaskOrder order) {
    return new Name(order.template().session(), order.number());
  }

  /** The numbers of the tasks whose results are kept from earlier registrations, by session. */
  Map<String, List<Long>> bySession() {
    Map<String, List<Long>> numbers = new LinkedHashMap<>();
    earlier
        .keySet()
        .forEach(
            name ->
                numbers
                    .computeIfAbsent(name.session(), session -> new ArrayList<>())
                    .add(name.number()));
    return numbers;
  }

  /** Nobody asked for those of earlier registrations in time. */
  List<Payload> expire() {
    List<Payload> payloads = new ArrayList<>();
    earlier.values().forEach(result -> payloads.addAll(List.of(result.body(), result.output())));
    earlier.clear();
    return payloads;
  }

  /**
   * The registration is over.
   *
   * @param unheard updates that the controller may not have, in their order
   * @return what the next registration is to be given
   */
  Map<Name, Result> after(List<TaskUpdate> unheard) {
    for (TaskUpdate update : unheard) {
      TaskOrder order = unacknowledged.remove(update.task());
      if (order != null && update instanceof TaskUpdate.Ended ended) {
        earlier.put(
            name(order),
            new Result(
                ended.ending(),
                ended.startedMicros(),
                ended.finishedMicros(),
                ended.body(),
                ended.output()));
      }
    }
    while (earlier.size() > MOST) {
      earlier.remove(earlier.keySet().iterator().next());
    }
    return Collections.unmodifiableMap(earlier);
  }
}
