package dev.roundhouse.engine;

import dev.roundhouse.engine.EngineEffect.Begin;
import dev.roundhouse.engine.EngineEffect.CancelLocally;
import dev.roundhouse.engine.EngineEffect.LearnCodes;
import dev.roundhouse.engine.EngineEffect.Send;
import dev.roundhouse.wire.Batches;
import dev.roundhouse.wire.ControllerCommand.DispatchAck;
import dev.roundhouse.wire.ControllerCommand.EngineKeeps;
import dev.roundhouse.wire.ControllerCommand.EngineUpdates;
import dev.roundhouse.wire.EngineCommand.Dispatch;
import dev.roundhouse.wire.Inbox;
import dev.roundhouse.wire.Outbox;
import dev.roundhouse.wire.TaskOrder;
import dev.roundhouse.wire.TaskUpdate;
import dev.roundhouse.wire.TaskUpdate.Ending;
import dev.roundhouse.wire.TaskUpdate.EngineName;
import dev.roundhouse.work.Payload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides what an engine does with the orders of its controller, for one registration. Each order
 * gets a number of this process, under which the local scheme knows it, so that a later order for
 * the same task is never mixed up with an earlier one. Not safe for use by several threads.
 */
final class EngineCore {

  private static final Payload NOTHING = new Payload.Encoded(new byte[0]);

  private static final int OUTPUT_CHUNK = 8 * 1024;
  private static final int SHOWN = 1 << 20;

  private final String incarnation;
  private final Map<Long, HeldTask> byKey = new LinkedHashMap<>();
  private final Map<Long, HeldTask> byLocalId = new HashMap<>();

  /** Started since the last flush, and nothing told of them. */
  private final Map<Long, HeldTask> begun = new LinkedHashMap<>();

  private final Inbox dispatches = new Inbox();
  private final Outbox<EngineUpdates> outbox;
  private final List<TaskUpdate> updates = new ArrayList<>();
  private final List<EngineEffect> effects = new ArrayList<>();
  private long nextLocalId;
  private boolean draining;
  private final KeptResults kept;

  /**
   * @param firstLocalId greater than any that an earlier core of this process used
   * @param earlier results that an earlier core of this process was left with
   */
  EngineCore(
      String incarnation,
      long resendMicros,
      long firstLocalId,
      Map<KeptResults.Name, KeptResults.Result> earlier) {
    this.incarnation = incarnation;
    this.outbox = new Outbox<>(resendMicros);
    this.nextLocalId = firstLocalId;
    this.kept = new KeptResults(earlier);
  }

  List<EngineEffect> dispatch(Dispatch dispatch) {
    if (dispatches.accept(dispatch.seq())) {
      if (!dispatch.codes().isEmpty()) {
        effects.add(new LearnCodes(dispatch.codes()));
      }
      List<HeldTask> begun = new ArrayList<>(dispatch.tasks().size());
      for (TaskOrder order : dispatch.tasks()) {
        admit(order).ifPresent(begun::add);
      }
      if (!begun.isEmpty()) {
        effects.add(new Begin(begun));
      }
    }
    effects.add(new Send(new DispatchAck(incarnation, dispatches.applied())));
    return take();
  }

  private Optional<HeldTask> admit(TaskOrder order) {
    if (draining) {
      updates.add(new TaskUpdate.TakenBack(order.key(), order.attempt()));
      return Optional.empty();
    }
    HeldTask earlier = byKey.get(order.key());
    if (earlier != null) {
      drop(earlier);
      effects.add(new CancelLocally(List.of(earlier.localId), "another attempt was ordered"));
    }
    Optional<TaskUpdate.Ended> before = kept.take(order);
    if (before.isPresent()) {
      updates.add(before.get());
      kept.ended(order, before.get().ending());
      effects.add(new EngineEffect.KeepStored(order, before.get().body(), before.get().output()));
      return Optional.empty();
    }
    HeldTask task = new HeldTask(order, nextLocalId++);
    byKey.put(order.key(), task);
    byLocalId.put(task.localId, task);
    return Optional.of(task);
  }

  private void drop(HeldTask task) {
    task.move(HeldTask.State.ENDED);
    begun.remove(task.localId);
    byKey.remove(task.order.key(), task);
    byLocalId.remove(task.localId);
  }

  /** The task is with the local scheme; false where it was dropped meanwhile. */
  boolean handedOver(long localId) {
    HeldTask task = byLocalId.get(localId);
    if (task == null) {
      return false;
    }
    task.move(HeldTask.State.QUEUED);
    return true;
  }

  void started(long localId, long atMicros) {
    HeldTask task = byLocalId.get(localId);
    if (task != null) {
      task.move(HeldTask.State.RUNNING);
      task.startedMicros = atMicros;
      begun.put(localId, task);
    }
  }

  /** An end tells when its task started: a start is told by itself only of what goes on. */
  private void tellStart(HeldTask task) {
    if (begun.remove(task.localId) != null) {
      updates.add(
          new TaskUpdate.Started(
              task.order.key(), task.order.attempt(), EngineName.UNNAMED, task.startedMicros));
    }
  }

  /** Text that a task printed; past the bound it is only kept for the task's end. */
  void output(long localId, boolean error, String text) {
    HeldTask task = byLocalId.get(localId);
    if (task == null) {
      return;
    }
    tellStart(task);
    for (int from = 0; from < text.length() && task.shownChars < SHOWN; from += OUTPUT_CHUNK) {
      String chunk = text.substring(from, Math.min(text.length(), from + OUTPUT_CHUNK));
      task.shownChars += chunk.length();
      updates.add(new TaskUpdate.Output(task.order.key(), task.order.attempt(), error, chunk));
    }
  }

  void progress(long localId, double fraction) {
    HeldTask task = byLocalId.get(localId);
    if (task != null) {
      tellStart(task);
      updates.add(new TaskUpdate.Progress(task.order.key(), task.order.attempt(), fraction));
    }
  }

  void published(long localId, String name, Payload value) {
    HeldTask task = byLocalId.get(localId);
    if (task != null) {
      tellStart(task);
      updates.add(new TaskUpdate.Published(task.order.key(), task.order.attempt(), name, value));
    }
  }

  /**
   * The local scheme ended a task.
   *
   * @return the key of the task; empty where nobody waits for it any more
   */
  Optional<Long> ended(long localId, Ending ending, Payload body, Payload output, long now) {
    HeldTask task = byLocalId.get(localId);
    if (task == null) {
      return Optional.empty();
    }
    drop(task);
    TaskOrder order = task.order;
    if (task.takingBack && ending == Ending.CANCELLED) {
      // It may have started while the order to take it back was on its way: its interruption is
      // ours, not the user's, and it runs again elsewhere.
      updates.add(new TaskUpdate.TakenBack(order.key(), order.attempt()));
      return Optional.of(order.key());
    }
    kept.ended(order, ending);
    updates.add(
        new TaskUpdate.Ended(
            order.key(),
            order.attempt(),
            EngineName.UNNAMED,
            ending,
            task.startedMicros,
            now,
            body,
            output,
            List.of()));
    return Optional.of(order.key());
  }

  List<EngineEffect> cancel(long[] keys, String reason, byte[] encodedReason, long now) {
    List<Long> atScheme = new ArrayList<>();
    for (long key : keys) {
      HeldTask task = byKey.get(key);
      if (task != null && task.state == HeldTask.State.PREPARING) {
        ended(task.localId, Ending.CANCELLED, new Payload.Encoded(encodedReason), NOTHING, now);
      } else if (task != null) {
        task.takingBack = false;
        atScheme.add(task.localId);
      }
    }
    if (!atScheme.isEmpty()) {
      effects.add(new CancelLocally(atScheme, reason));
    }
    return take();
  }

  List<EngineEffect> takeBack(long[] keys) {
    List<Long> atScheme = new ArrayList<>();
    for (long key : keys) {
      HeldTask task = byKey.get(key);
      if (task != null && task.state == HeldTask.State.PREPARING) {
        drop(task);
        updates.add(new TaskUpdate.TakenBack(key, task.order.attempt()));
      } else if (task != null && task.state == HeldTask.State.QUEUED) {
        task.takingBack = true;
        atScheme.add(task.localId);
      }
    }
    if (!atScheme.isEmpty()) {
      effects.add(new CancelLocally(atScheme, EngineEffect.TAKE_BACK));
    }
    return take();
  }

  /** Gives back all that has not started and takes nothing new. */
  List<EngineEffect> drain() {
    draining = true;
    return takeBack(byKey.keySet().stream().mapToLong(Long::longValue).toArray());
  }

  void acknowledged(long seq, long now) {
    outbox.acknowledge(seq, now, kept::acknowledged);
  }

  /** Sends what has gathered. */
  List<EngineEffect> flush(long now) {
    List.copyOf(begun.values()).forEach(this::tellStart);
    for (List<TaskUpdate> batch : Batches.split(updates, Batches::bytes)) {
      effects.add(new Send(outbox.next(seq -> new EngineUpdates(incarnation, seq, batch), now)));
    }
    updates.clear();
    return take();
  }

  /** Sends again what was not acknowledged. */
  List<EngineEffect> tick(long now) {
    outbox.due(now).forEach(again -> effects.add(new Send(again)));
    return take();
  }

  /**
   * Everything that has not ended is given up: the controller is lost.
   *
   * @return the results that it may not have, for the next registration
   */
  Map<KeptResults.Name, KeptResults.Result> lost() {
    List<TaskUpdate> unheard = new ArrayList<>();
    outbox.unacknowledged().forEach(message -> unheard.addAll(message.updates()));
    unheard.addAll(updates);
    return kept.after(unheard);
  }

  /** What has not ended is given up. */
  List<EngineEffect> abort(String reason) {
    List<Long> all = new ArrayList<>(byLocalId.keySet());
    List.copyOf(byLocalId.values()).forEach(this::drop);
    updates.clear();
    if (!all.isEmpty()) {
      effects.add(new CancelLocally(all, reason));
    }
    return take();
  }

  /** Tasks whose results it has from before it registered: whoever wants them may order them. */
  List<EngineKeeps> keeps() {
    List<EngineKeeps> keeps = new ArrayList<>();
    kept.bySession()
        .forEach(
            (session, numbers) ->
                keeps.add(
                    new EngineKeeps(
                        incarnation,
                        session,
                        numbers.stream().mapToLong(Long::longValue).toArray())));
    return keeps;
  }

  /** Forgets those results; what of them is stored here may go. */
  List<Payload> expireKept() {
    return kept.expire();
  }

  /** The code of a task that the local scheme has. */
  Optional<String> codeOf(long localId) {
    return Optional.ofNullable(byLocalId.get(localId)).map(task -> task.order.template().code());
  }

  boolean idle() {
    return byKey.isEmpty();
  }

  long[] held() {
    return byKey.keySet().stream().mapToLong(Long::longValue).toArray();
  }

  long nextLocalId() {
    return nextLocalId;
  }

  long lastDispatch() {
    return dispatches.applied();
  }

  long lastUpdates() {
    return outbox.lastSeq();
  }

  private List<EngineEffect> take() {
    List<EngineEffect> taken = List.copyOf(effects);
    effects.clear();
    return taken;
  }
}
