package dev.roundhouse.controller;

import dev.roundhouse.wire.Batches;
import dev.roundhouse.wire.EngineCommand;
import dev.roundhouse.wire.TaskOrder;
import dev.roundhouse.wire.WireCode;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** Sends engines what has gathered for them, in messages that fit the frame, and takes it back. */
final class Orders {

  private static final long TAKE_BACK_AFTER_MICROS = 50_000;

  private final long epoch;
  private final Outlet outlet;

  Orders(long epoch, Outlet outlet) {
    this.epoch = epoch;
    this.outlet = outlet;
  }

  void send(EngineBook engine, long now) {
    if (engine.ordersToSend.isEmpty()) {
      return;
    }
    List<WireCode> codes = sendAllButLast(engine, now);
    for (List<TaskOrder> batch :
        Batches.split(engine.ordersToSend, order -> Batches.bytes(order.argument()))) {
      List<WireCode> first = codes;
      EngineCommand.Dispatch dispatch =
          engine.outbox.next(seq -> new EngineCommand.Dispatch(epoch, seq, first, batch), now);
      codes = List.of();
      for (TaskOrder order : batch) {
        ControlledTask task = Objects.requireNonNull(engine.inFlight.get(order.key()), "task");
        task.dispatchSeq = dispatch.seq();
      }
      outlet.toEngine(engine.incarnation(), dispatch);
    }
    engine.ordersToSend.clear();
  }

  /** Codes that fit no message together go ahead; the rest goes with the first orders. */
  private List<WireCode> sendAllButLast(EngineBook engine, long now) {
    List<List<WireCode>> batches = Batches.split(List.copyOf(engine.codesToSend), Batches::bytes);
    engine.codesToSend.clear();
    for (int i = 0; i < batches.size() - 1; i++) {
      List<WireCode> codes = batches.get(i);
      outlet.toEngine(
          engine.incarnation(),
          engine.outbox.next(seq -> new EngineCommand.Dispatch(epoch, seq, codes, List.of()), now));
    }
    return batches.isEmpty() ? List.of() : batches.get(batches.size() - 1);
  }

  /** Where an engine is idle, asks the others for what they hold and have not started. */
  void takeBack(Collection<EngineBook> engines, long now) {
    boolean idle =
        engines.stream().anyMatch(engine -> engine.inFlight.isEmpty() && engine.room() > 0);
    if (!idle) {
      return;
    }
    for (EngineBook engine : engines) {
      long[] unstarted =
          engine.inFlight.values().stream()
              .filter(task -> task.state == ControlledTask.State.SENT)
              .filter(task -> now - task.sentMicros > TAKE_BACK_AFTER_MICROS)
              .mapToLong(task -> task.key)
              .toArray();
      if (unstarted.length > 0 && engine.inFlight.size() > engine.slots()) {
        outlet.toEngine(engine.incarnation(), new EngineCommand.TakeBack(epoch, unstarted));
      }
    }
  }
}
