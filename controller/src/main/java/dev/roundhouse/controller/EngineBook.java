package dev.roundhouse.controller;

import dev.roundhouse.state.Moves;
import dev.roundhouse.wire.ClusterState;
import dev.roundhouse.wire.ControllerCommand.EngineDescription;
import dev.roundhouse.wire.EngineCommand;
import dev.roundhouse.wire.Inbox;
import dev.roundhouse.wire.Outbox;
import dev.roundhouse.wire.TaskOrder;
import dev.roundhouse.wire.TaskUpdate.EngineName;
import dev.roundhouse.wire.WireCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What the controller knows of one life of an engine. */
final class EngineBook {

  /** Whether an engine is fed. */
  enum Status {
    /** Registered, and given tasks. */
    READY,
    /** Silent or cut off: gets no task, and its tasks are placed elsewhere. */
    UNREACHABLE,
    /** Finishes what it computes, and gets nothing new. */
    DRAINING,
    /** Downed, left, or its process ended: its incarnation is never listened to again. */
    DEAD;

    private static final Moves<Status> MOVES =
        Moves.of(
            Status.class,
            Moves.from(READY).to(UNREACHABLE, DRAINING, DEAD),
            Moves.from(UNREACHABLE).to(READY, DRAINING, DEAD),
            Moves.from(DRAINING).to(UNREACHABLE, DEAD));
  }

  private static final double NEW_WEIGHT = 0.2;

  final EngineDescription description;
  final EngineName name;

  /** In the order in which they were sent, which is the order in which they start. */
  final Map<Long, ControlledTask> inFlight = new LinkedHashMap<>();

  /** The codes that it was sent, by the client's source: each client's are forgotten by itself. */
  private final Map<String, Set<String>> knownCodes = new HashMap<>();

  /** Tasks whose results it has from before it registered: their numbers, by session. */
  private final Map<String, Set<Long>> keeps = new HashMap<>();

  final List<WireCode> codesToSend = new ArrayList<>();
  final List<TaskOrder> ordersToSend = new ArrayList<>();
  final Outbox<EngineCommand.Dispatch> outbox;
  final Inbox updates = new Inbox();
  Status status = Status.READY;
  long heardMicros;
  long clockOffset = Long.MAX_VALUE;
  long completed;
  double load = -1;
  long memoryBytes;
  private long keepsMicros;
  private int extra;
  private double averageMicros = -1;

  EngineBook(EngineDescription description, String id, long resendMicros, long now) {
    this.description = description;
    this.name = new EngineName(id, description.host(), description.pid());
    this.outbox = new Outbox<>(resendMicros);
    this.heardMicros = now;
    this.extra = 1;
  }

  boolean cutOff;

  /** It said that it leaves. */
  boolean leaving;

  private boolean draining;

  /** It gets nothing new, and ends when it has finished what it computes. */
  void drain() {
    draining = true;
    if (status == Status.READY) {
      move(Status.DRAINING);
    }
  }

  /** Heard of again: it takes up where it was. */
  void reachable() {
    move(draining ? Status.DRAINING : Status.READY);
  }

  void move(Status to) {
    status = Status.MOVES.move(this, status, to);
  }

  String incarnation() {
    return description.incarnation();
  }

  int slots() {
    return description.slots();
  }

  /** It says which results of a session it has. */
  void keeps(String session, Set<Long> numbers, long now) {
    keeps.put(session, numbers);
    keepsMicros = now;
  }

  /** It says so as long as it has some. */
  void keepsNoneSince(long micros) {
    if (keepsMicros < micros) {
      keeps.clear();
    }
  }

  boolean keepsSome() {
    return !keeps.isEmpty();
  }

  /** Whether it has the task's result, and may be asked for it. */
  boolean keeps(ControlledTask task) {
    return status == Status.READY
        && !keeps.isEmpty()
        && keeps.getOrDefault(task.template.session(), Set.of()).contains(task.number);
  }

  /** Has the code sent before its next order, where it does not have it from this client. */
  void teach(WireCode code) {
    if (knownCodes.computeIfAbsent(code.source(), source -> new HashSet<>()).add(code.id())) {
      codesToSend.add(code);
    }
  }

  /** The client with this source is gone: nothing of it is sent any more, nor again. */
  void unlearn(String source) {
    knownCodes.remove(source);
    codesToSend.removeIf(code -> code.source().equals(source));
    outbox.replaceAll(dispatch -> without(source, dispatch));
  }

  private static EngineCommand.Dispatch without(String source, EngineCommand.Dispatch dispatch) {
    List<WireCode> others =
        dispatch.codes().stream().filter(code -> !code.source().equals(source)).toList();
    return others.size() == dispatch.codes().size()
        ? dispatch
        : new EngineCommand.Dispatch(dispatch.epoch(), dispatch.seq(), others, dispatch.tasks());
  }

  /** How many more tasks it may be given now. */
  int room() {
    if (status != Status.READY || holdsAlone()) {
      return 0;
    }
    return slots() + extra - inFlight.size();
  }

  private boolean holdsAlone() {
    return inFlight.size() == 1 && inFlight.values().iterator().next().alone;
  }

  /**
   * Learns from a run time how much work to queue beyond the slots: as much as fills {@code
   * queuedMicros}, at most twice what it was.
   */
  void ran(long micros, long queuedMicros, int most) {
    completed++;
    double run = Math.max(micros, 1);
    averageMicros = averageMicros < 0 ? run : averageMicros + NEW_WEIGHT * (run - averageMicros);
    double wanted = queuedMicros * slots() / averageMicros;
    extra = (int) Math.min(Math.min(wanted, most), 2.0 * extra + 1);
  }

  /** Translates a time on the engine's clock to this controller's. */
  long here(long engineMicros) {
    return engineMicros == 0 || clockOffset == Long.MAX_VALUE
        ? engineMicros
        : engineMicros + clockOffset;
  }

  /** The smallest difference seen is the one with the shortest way in it. */
  void heard(long engineClock, long now, boolean sameMachine) {
    heardMicros = now;
    clockOffset = sameMachine ? 0 : Math.min(clockOffset, now - engineClock);
  }

  int running() {
    int running = 0;
    for (ControlledTask task : inFlight.values()) {
      running += task.state == ControlledTask.State.RUNNING ? 1 : 0;
    }
    return running;
  }

  ClusterState.EngineState state(long now) {
    return new ClusterState.EngineState(
        name.id(),
        description.host(),
        description.pid(),
        description.system(),
        slots(),
        description.labels(),
        status.name().toLowerCase(Locale.ROOT),
        running(),
        completed,
        load,
        memoryBytes,
        Math.max(0, now - here(description.startedMicros())) / 1e6);
  }

  @Override
  public String toString() {
    return "engine " + name.id();
  }
}
