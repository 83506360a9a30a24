package dev.roundhouse.controller;

import static dev.roundhouse.controller.CoreSettings.micros;

import dev.roundhouse.controller.EngineBook.Status;
import dev.roundhouse.wire.ClientCommand;
import dev.roundhouse.wire.ClusterState;
import dev.roundhouse.wire.ControllerCommand.CancelTasks;
import dev.roundhouse.wire.ControllerCommand.ClientBeat;
import dev.roundhouse.wire.ControllerCommand.ClientDescription;
import dev.roundhouse.wire.ControllerCommand.EngineBeat;
import dev.roundhouse.wire.ControllerCommand.EngineDescription;
import dev.roundhouse.wire.ControllerCommand.EngineExited;
import dev.roundhouse.wire.ControllerCommand.EngineUpdates;
import dev.roundhouse.wire.ControllerCommand.StopEngines;
import dev.roundhouse.wire.ControllerCommand.Submit;
import dev.roundhouse.wire.EngineCommand;
import dev.roundhouse.wire.TaskSpec;
import dev.roundhouse.wire.TaskUpdate;
import dev.roundhouse.wire.WireCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides what a controller does: admits engines and clients, queues and places tasks under credit,
 * fences attempts, tries lost ones again. Times are microseconds since 1970. Not safe for use by
 * several threads; its invariants are in {@link #check}.
 */
final class ControllerCore {

  private final CoreSettings settings;
  private final String machine;
  private final Outlet outlet;
  private final TaskDesk desk;
  private final EngineStops stops;
  private final Map<String, EngineBook> engines = new LinkedHashMap<>();
  private final Map<String, ClientBook> clients = new LinkedHashMap<>();
  private final Map<String, String> engineIds = new HashMap<>();
  private final long startedMicros;
  private Optional<Shutdown> shutdown = Optional.empty();

  /**
   * @param machine identity of the controller's machine
   */
  ControllerCore(CoreSettings settings, String machine, Outlet outlet, long now) {
    this.settings = settings;
    this.machine = machine;
    this.outlet = outlet;
    this.desk = new TaskDesk(settings, outlet);
    this.stops = new EngineStops(outlet, micros(settings.resend()));
    this.startedMicros = now;
  }

  // --- engines

  void register(EngineDescription engine, long now) {
    EngineBook known = engines.get(engine.incarnation());
    Optional<String> refusal = refusal(engine.version());
    if (known == null && refusal.isPresent()) {
      outlet.toEngine(
          engine.incarnation(),
          new EngineCommand.EngineRefused(
              shutdown.isPresent() ? "shutting-down" : "version", refusal.get()));
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
      tellEngines(now);
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

  private Optional<String> refusal(String version) {
    if (shutdown.isPresent()) {
      return Optional.of("the cluster is shutting down");
    }
    if (!version.equals(settings.version())) {
      return Optional.of(
          "version " + version + ", expected " + settings.version() + " as the controller has");
    }
    return Optional.empty();
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

  void engineBeat(EngineBeat beat, long now) {
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

  void engineUpdates(EngineUpdates message, long now) {
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
    engine.status = Status.UNREACHABLE;
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

  void engineExited(EngineExited exited, long now) {
    for (EngineBook engine : List.copyOf(engines.values())) {
      if (engine.description.host().equals(exited.host())
          && engine.description.pid() == exited.pid()) {
        bury(engine, exited.how(), true, now);
        stops.ended(engine.name.id());
      }
    }
  }

  void engineDraining(String incarnation) {
    EngineBook engine = engines.get(incarnation);
    if (engine != null) {
      engine.leaving = true;
      engine.drain();
    }
  }

  void engineStopped(String incarnation, String reason, long now) {
    EngineBook engine = engines.get(incarnation);
    if (engine != null) {
      bury(engine, reason, false, now);
      stops.ended(engine.name.id());
    }
  }

  /** Asks engines to end; they are fed no more, and the client is told when they have. */
  void stopEngines(StopEngines request, long now) {
    stops.begin(request, engines.values(), Set.copyOf(engineIds.values()), now);
    tellEngines(now);
  }

  private void bury(EngineBook engine, String why, boolean died, long now) {
    engine.status = Status.DEAD;
    desk.losses().giveUp(engine, why, died, now);
    engines.remove(engine.description.incarnation());
    outlet.down(engine.description.address(), why);
    outlet.engineGone(engine.description.incarnation());
    tellEngines(now);
  }

  /** Clients learn at once how many engines there are: some wait for them. */
  private void tellEngines(long now) {
    int ready = readyEngines();
    for (String client : clients.keySet()) {
      outlet.toClient(client, new ClientCommand.ClientBeatAck(settings.epoch(), now, ready));
    }
  }

  // --- clients

  void hello(ClientDescription client, long now) {
    Optional<String> refusal = refusal(client.version());
    if (refusal.isPresent()) {
      outlet.toClient(
          client.id(),
          new ClientCommand.ClientRefused(
              shutdown.isPresent() ? "shutting-down" : "version", refusal.get()));
      outlet.clientGone(client.id());
      return;
    }
    clients.computeIfAbsent(
                client.id(), id -> new ClientBook(client, micros(settings.resend()), now))
            .heardMicros =
        now;
    outlet.toClient(
        client.id(),
        new ClientCommand.Welcome(
            settings.epoch(),
            settings.clientWindow(),
            settings.heartbeat().toMillis(),
            settings.lease().toMillis(),
            machine,
            now,
            readyEngines()));
  }

  void clientBeat(ClientBeat beat, long now) {
    ClientBook client = clients.get(beat.client());
    if (client == null || beat.epoch() != settings.epoch()) {
      return;
    }
    client.heardMicros = now;
    client.held = beat.held();
    outlet.toClient(
        beat.client(), new ClientCommand.ClientBeatAck(settings.epoch(), now, readyEngines()));
  }

  private int readyEngines() {
    return (int) engines.values().stream().filter(engine -> engine.status == Status.READY).count();
  }

  void submit(Submit submit, long now) {
    ClientBook client = clients.get(submit.client());
    if (client == null) {
      return;
    }
    client.heardMicros = now;
    if (client.submits.accept(submit.seq())) {
      for (WireCode code : submit.codes()) {
        client.codes.put(code.id(), code);
      }
      for (TaskSpec spec : submit.tasks()) {
        desk.admit(client, spec, now);
      }
    }
    outlet.toClient(
        submit.client(), new ClientCommand.SubmitAck(settings.epoch(), client.submits.applied()));
  }

  void cancel(CancelTasks cancel, long now) {
    ClientBook client = clients.get(cancel.client());
    if (client != null) {
      desk.cancel(client, cancel.numbers(), cancel.reason(), now);
    }
  }

  void updatesAck(String client, long seq, long now) {
    ClientBook book = clients.get(client);
    if (book != null) {
      book.heardMicros = now;
      book.outbox.acknowledge(seq, now);
    }
  }

  void goodbye(String client, long now) {
    ClientBook book = clients.remove(client);
    if (book != null) {
      desk.abandon(book, "its client left");
      stops.forget(client);
      forget(book);
      outlet.clientGone(client);
    }
  }

  /** A session that connected again is another client with the same source, and needs it all. */
  private void forget(ClientBook client) {
    String source = client.description.source();
    if (clients.values().stream().anyMatch(other -> other.description.source().equals(source))) {
      return;
    }
    for (EngineBook engine : engines.values()) {
      engine.unlearn(source);
      outlet.toEngine(
          engine.incarnation(), new EngineCommand.ForgetClient(settings.epoch(), source));
    }
  }

  // --- time and placement

  /** Places what can be placed and sends what has gathered; called after a burst of messages. */
  void flush(long now) {
    if (shutdown.isEmpty()) {
      desk.place(engines.values(), clients.values(), now);
    }
    for (ClientBook client : clients.values()) {
      desk.sendUpdates(client, now);
    }
  }

  /** Leases, timeouts, and what has to be sent again; called a few times a second. */
  void tick(long now) {
    long lease = micros(settings.lease());
    for (EngineBook engine : List.copyOf(engines.values())) {
      long silent = now - engine.heardMicros;
      if (silent > 2 * lease) {
        bury(engine, "it was silent for " + silent / 1_000_000 + " s", false, now);
      } else if (silent > lease && engine.status != Status.UNREACHABLE) {
        unreachable(engine, "it was silent for " + silent / 1_000_000 + " s", now);
      } else if (engine.status != Status.UNREACHABLE) {
        engine.outbox.due(now).forEach(again -> outlet.toEngine(engine.incarnation(), again));
      }
    }
    for (ClientBook client : List.copyOf(clients.values())) {
      if (now - client.heardMicros > lease) {
        goodbye(client.description.id(), now);
      } else {
        client.outbox.due(now).forEach(again -> outlet.toClient(client.description.id(), again));
      }
    }
    stops.tick(now);
    desk.timeouts(now);
    desk.takeBack(engines.values(), clients.values(), now);
    flush(now);
  }

  // --- shutdown and information

  /**
   * Begins to end the cluster, unless it is protected.
   *
   * @return why not, or empty
   */
  Optional<String> beginShutdown(boolean force, String by, long now) {
    if (settings.protectedCluster() && !force) {
      return Optional.of("the profile protects this cluster (shutdown = protected)");
    }
    if (shutdown.isEmpty()) {
      shutdown = Optional.of(new Shutdown(by, now));
      for (EngineBook engine : engines.values()) {
        outlet.toEngine(
            engine.incarnation(), new EngineCommand.Stop("the cluster is shut down by " + by));
      }
      for (String client : clients.keySet()) {
        outlet.toClient(client, new ClientCommand.Closing("the cluster was shut down by " + by));
      }
    }
    return Optional.empty();
  }

  /** Engines that have not ended, as id, host and pid. */
  List<String> stillThere() {
    List<String> there = new ArrayList<>();
    for (EngineBook engine : engines.values()) {
      there.add(
          engine.name.id()
              + " on "
              + engine.description.host()
              + " (pid "
              + engine.description.pid()
              + ")");
    }
    return there;
  }

  Collection<EngineBook> engines() {
    return engines.values();
  }

  /** The cluster as it is now, for people. */
  ClusterState state(String host, long pid, long now) {
    List<ClusterState.EngineState> states = new ArrayList<>();
    long running = 0;
    for (EngineBook engine : engines.values()) {
      states.add(engine.state(now));
      running += engine.running();
    }
    long waiting = desk.size() - running;
    for (ClientBook client : clients.values()) {
      waiting += client.held;
    }
    return new ClusterState(
        settings.address(),
        host,
        pid,
        (now - startedMicros) / 1e6,
        settings.version(),
        states,
        waiting,
        running,
        desk.completed(),
        desk.failed());
  }

  /** Throws where an invariant does not hold: tests call this after every event. */
  void check() {
    desk.check(engines.values(), clients.values());
  }

  private record Shutdown(String by, long atMicros) {}
}
