package dev.roundhouse.controller;

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
import java.util.List;
import java.util.Optional;

/**
 * Decides what a controller does: admits engines and clients, queues and places tasks under credit,
 * fences attempts, tries lost ones again. Times are microseconds since 1970. Not safe for use by
 * several threads; its invariants are in {@link #check}.
 */
final class ControllerCore {

  private final CoreSettings settings;
  private final Admission admission;
  private final TaskDesk desk;
  private final EngineRegistry engines;
  private final ClientRegistry clients;
  private final long startedMicros;

  /**
   * @param machine identity of the controller's machine
   */
  ControllerCore(CoreSettings settings, String machine, Outlet outlet, long now) {
    this.settings = settings;
    this.admission = new Admission(settings.version());
    this.desk = new TaskDesk(settings, outlet);
    this.engines =
        new EngineRegistry(settings, machine, outlet, admission, desk, this::enginesChanged);
    this.clients = new ClientRegistry(settings, machine, outlet, admission, desk, engines);
    this.startedMicros = now;
  }

  private void enginesChanged(long now) {
    clients.tellEngines(now);
  }

  // --- engines

  void register(EngineDescription engine, long now) {
    engines.register(engine, now);
  }

  void engineBeat(EngineBeat beat, long now) {
    engines.beat(beat, now);
  }

  void engineUpdates(EngineUpdates message, long now) {
    engines.updates(message, now);
  }

  void dispatchAck(String incarnation, long seq, long now) {
    engines.dispatchAck(incarnation, seq, now);
  }

  /** The cluster does not reach the member at this address, or reaches it again. */
  void reachability(String address, boolean reachable, long now) {
    engines.reachability(address, reachable, now);
  }

  /** The member at this address is out of the cluster for good. */
  void memberGone(String address, long now) {
    engines.memberGone(address, now);
  }

  void engineExited(EngineExited exited, long now) {
    engines.exited(exited, now);
  }

  void engineDraining(String incarnation) {
    engines.draining(incarnation);
  }

  void engineStopped(String incarnation, String reason, long now) {
    engines.stopped(incarnation, reason, now);
  }

  /** Asks engines to end; they are fed no more, and the client is told when they have. */
  void stopEngines(StopEngines request, long now) {
    engines.stop(request, now);
  }

  // --- clients

  void hello(ClientDescription client, long now) {
    clients.hello(client, now);
  }

  void clientBeat(ClientBeat beat, long now) {
    clients.beat(beat, now);
  }

  void submit(Submit submit, long now) {
    clients.submit(submit, now);
  }

  void cancel(CancelTasks cancel, long now) {
    clients.cancel(cancel, now);
  }

  void updatesAck(String client, long seq, long now) {
    clients.updatesAck(client, seq, now);
  }

  void goodbye(String client, long now) {
    clients.goodbye(client, now);
  }

  // --- time and placement

  /** Places what can be placed and sends what has gathered; called after a burst of messages. */
  void flush(long now) {
    if (!admission.closed()) {
      desk.place(engines.all(), clients.all(), now);
    }
    for (ClientBook client : clients.all()) {
      desk.sendUpdates(client, now);
    }
  }

  /** Leases, timeouts, and what has to be sent again; called a few times a second. */
  void tick(long now) {
    engines.tick(now);
    clients.tick(now);
    desk.timeouts(now);
    desk.takeBack(engines.all(), clients.all(), now);
    flush(now);
  }

  // --- shutdown and information

  /**
   * Begins to end the cluster, unless it is protected.
   *
   * @return why not, or empty
   */
  Optional<String> beginShutdown(boolean force, String by) {
    if (settings.protectedCluster() && !force) {
      return Optional.of("the profile protects this cluster (shutdown = protected)");
    }
    if (admission.close()) {
      engines.stopAll("the cluster is shut down by " + by);
      clients.close("the cluster was shut down by " + by);
    }
    return Optional.empty();
  }

  /** Engines that have not ended, as id, host and pid. */
  List<String> stillThere() {
    return engines.names();
  }

  /** The cluster as it is now, for people. */
  ClusterState state(String host, long pid, long now) {
    long running = engines.all().stream().mapToLong(EngineBook::running).sum();
    return new ClusterState(
        settings.address(),
        host,
        pid,
        (now - startedMicros) / 1e6,
        settings.version(),
        engines.states(now),
        desk.size() - running + clients.held(),
        running,
        desk.completed(),
        desk.failed());
  }

  /** Throws where an invariant does not hold: tests call this after every event. */
  void check() {
    desk.check(engines.all(), clients.all());
  }
}
