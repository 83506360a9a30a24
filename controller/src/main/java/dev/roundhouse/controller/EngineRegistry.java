package dev.roundhouse.controller;

import static dev.roundhouse.controller.CoreSettings.micros;

import dev.roundhouse.controller.EngineBook.Status;
import dev.roundhouse.wire.ClusterState;
import dev.roundhouse.wire.ControllerCommand.EngineBeat;
import dev.roundhouse.wire.ControllerCommand.EngineDescription;
import dev.roundhouse.wire.ControllerCommand.EngineExited;
import dev.roundhouse.wire.ControllerCommand.EngineKeeps;
import dev.roundhouse.wire.ControllerCommand.EngineUpdates;
import dev.roundhouse.wire.ControllerCommand.StopEngines;
import dev.roundhouse.wire.EngineCommand;
import dev.roundhouse.wire.TaskSpec;
import dev.roundhouse.wire.TaskUpdate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;

/**
 * The engines of a controller: admits them, hears of them, and buries those that are gone. Not safe
 * for use by several threads.
 */
final class EngineRegistry {

  private final CoreSettings settings;
  private final String machine;
  private final Outlet outlet;
  private final Admission admission;
  private final TaskDesk desk;
  private final EngineStops stops;
  private final LongConsumer changed;
  private final Map<String, EngineBook> engines = new LinkedHashMap<>();
  private final Map<String, String> engineIds = new HashMap<>();

  /**
   * @param machine identity of the controller's machine
   * @param changed is told the time when there may be more or fewer engines
   */
  EngineRegistry(
      CoreSettings settings,
      String machine,
      Outlet outlet,
      Admission admission,
      TaskDesk desk,
      LongConsumer changed) {
    this.settings = settings;
    this.machine = machine;
    this.outlet = outlet;
    this.admission = admission;
    this.desk = desk;
    this.stops = new EngineStops(outlet, micros(settings.resend()));
    this.changed = changed;
  }

  Collection<EngineBook> all() {
    return engines.values();
  }

  int ready() {
    return (int) engines.values().stream().filter(engine -> engine.status == Status.READY).count();
  }

  void register(EngineDescription engine, long now) {
    EngineBook known = engines.get(engine.incarnation());
    Optional<Admission.Refusal> refusal = admission.refusal(engine.version());
    if (known == null && refusal.isPresent()) {
      outlet.toEngine(
          engine.incarnation(),
          new EngineCommand.EngineRefused(refusal.get().code(), refusal.get().message()));
      outlet.engineGone(engine.incarnation());
      return;
    }
    if (known == null) {
      replaceEarlierLife(engine, now);
      String id =
          engineIds.computeIfAbsent(
              engine.machine() + "/" + engine.pid(), process -> "e" + (engineIds.size() + 1));
      known = new EngineBook(engine, id, micros(settings.resend()), now);
      engines.put(engine.incarnation(), known);
      stops.reborn(known);
      changed.accept(now);
    }
    known.heardMicros = now;
    outlet.toEngine(
        engine.incarnation(),
        new EngineCommand.Registered(
            known.name.id(),
            settings.epoch(),
            settings.heartbeat().toMillis(),
            settings.lease().toMillis()));
  }

  /** One process has one life: an engine that comes as a new one has ended its old one. */
  private void replaceEarlierLife(EngineDescription engine, long now) {
    List<EngineBook> earlier = new ArrayList<>();
    for (EngineBook other : engines.values()) {
      if (other.description.machine().equals(engine.machine())
          && other.description.pid() == engine.pid()) {
        earlier.add(other);
      }
    }
    earlier.forEach(other -> bury(other, "its process came back as a new engine", false, now));
  }

  void beat(EngineBeat beat, long now) {
    EngineBook engine = engines.get(beat.incarnation());
    if (engine == null || beat.epoch() != settings.epoch()) {
      return;
    }
    engine.heard(beat.clockMicros(), now, engine.description.machine().equals(machine));
    engine.load = beat.load();
    engine.memoryBytes = beat.memoryBytes();
    outlet.toEngine(beat.incarnation(), new EngineCommand.EngineBeatAck(settings.epoch()));
    if (engine.status == Status.UNREACHABLE && !engine.cutOff) {
      engine.reachable();
    }
    desk.losses().reconcile(engine, beat, now);
  }

  void updates(EngineUpdates message, long now) {
    EngineBook engine = engines.get(message.incarnation());
    if (engine == null) {
      return;
    }
    engine.heardMicros = now;
    if (engine.updates.accept(message.seq())) {
      for (TaskUpdate update : message.updates()) {
        desk.update(engine, update, now);
      }
    }
    outlet.toEngine(
        message.incarnation(),
        new EngineCommand.EngineUpdatesAck(settings.epoch(), engine.updates.applied()));
  }

  /** An engine says of which tasks it has the results: those that wait are ordered from it. */
  void keeps(EngineKeeps message, Collection<ClientBook> clients, long now) {
    EngineBook engine = engines.get(message.incarnation());
    if (engine != null) {
      List<Long> numbers = LongStream.of(message.numbers()).boxed().toList();
      engine.keeps(message.session(), Set.copyOf(numbers), now);
      desk.claim(engine, clients, numbers, now);
    }
  }

  /** Orders new tasks of a client from engines that have their results. */
  void claim(ClientBook client, List<TaskSpec> specs, long now) {
    for (EngineBook engine : engines.values()) {
      if (engine.keepsSome()) {
        desk.claim(engine, List.of(client), specs.stream().map(TaskSpec::number).toList(), now);
      }
    }
  }

  void dispatchAck(String incarnation, long seq, long now) {
    EngineBook engine = engines.get(incarnation);
    if (engine != null) {
      engine.outbox.acknowledge(seq, now);
    }
  }

  /** The cluster does not reach the member at this address, or reaches it again. */
  void reachability(String address, boolean reachable, long now) {
    for (EngineBook engine : List.copyOf(engines.values())) {
      if (!engine.description.address().equals(address)) {
        continue;
      }
      engine.cutOff = !reachable;
      if (reachable && engine.status == Status.UNREACHABLE) {
        engine.reachable();
        engine.heardMicros = now;
      } else if (!reachable && engine.status != Status.UNREACHABLE) {
        unreachable(engine, "the cluster does not reach it", now);
      }
    }
  }

  private void unreachable(EngineBook engine, String why, long now) {
    engine.move(Status.UNREACHABLE);
    desk.losses().giveUp(engine, why, false, now);
  }

  /** The member at this address is out of the cluster for good. */
  void memberGone(String address, long now) {
    for (EngineBook engine : List.copyOf(engines.values())) {
      if (engine.description.address().equals(address)) {
        bury(engine, "it was taken out of the cluster", false, now);
        if (engine.leaving) {
          stops.ended(engine.name.id());
        }
      }
    }
  }

  void exited(EngineExited exited, long now) {
    for (EngineBook engine : List.copyOf(engines.values())) {
      if (engine.description.host().equals(exited.host())
          && engine.description.pid() == exited.pid()) {
        bury(engine, exited.how(), true, now);
        stops.ended(engine.name.id());
      }
    }
  }

  void draining(String incarnation) {
    EngineBook engine = engines.get(incarnation);
    if (engine != null) {
      engine.leaving = true;
      engine.drain();
    }
  }

  void stopped(String incarnation, String reason, long now) {
    EngineBook engine = engines.get(incarnation);
    if (engine != null) {
      bury(engine, reason, false, now);
      stops.ended(engine.name.id());
    }
  }

  /** Asks engines to end; they are fed no more, and the client is told when they have. */
  void stop(StopEngines request, long now) {
    stops.begin(request, engines.values(), Set.copyOf(engineIds.values()), now);
    changed.accept(now);
  }

  private void bury(EngineBook engine, String why, boolean died, long now) {
    engine.move(Status.DEAD);
    desk.losses().giveUp(engine, why, died, now);
    engines.remove(engine.description.incarnation());
    outlet.down(engine.description.address(), why);
    outlet.engineGone(engine.description.incarnation());
    changed.accept(now);
  }

  /** A client left: nobody waits for the answers to it. */
  void clientGone(String client) {
    stops.forget(client);
  }

  /** Leases, and what has to be sent again. */
  void tick(long now) {
    long lease = micros(settings.lease());
    for (EngineBook engine : List.copyOf(engines.values())) {
      long silent = now - engine.heardMicros;
      engine.keepsNoneSince(now - lease);
      if (silent > 2 * lease) {
        bury(engine, "it was silent for " + silent / 1_000_000 + " s", false, now);
      } else if (silent > lease && engine.status != Status.UNREACHABLE) {
        unreachable(engine, "it was silent for " + silent / 1_000_000 + " s", now);
      } else if (engine.status != Status.UNREACHABLE) {
        engine.outbox.due(now).forEach(again -> outlet.toEngine(engine.incarnation(), again));
      }
    }
    stops.tick(now);
  }

  /** Tells all to end their processes. */
  void stopAll(String reason) {
    for (EngineBook engine : engines.values()) {
      outlet.toEngine(engine.incarnation(), new EngineCommand.Stop(reason));
    }
  }

  /** As id, host and pid. */
  List<String> names() {
    return engines.values().stream()
        .map(
            engine ->
                engine.name.id()
                    + " on "
                    + engine.description.host()
                    + " (pid "
                    + engine.description.pid()
                    + ")")
        .toList();
  }

  List<ClusterState.EngineState> states(long now) {
    return engines.values().stream().map(engine -> engine.state(now)).toList();
  }
}
