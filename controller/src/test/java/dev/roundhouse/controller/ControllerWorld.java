package dev.roundhouse.controller;

import dev.roundhouse.wire.ClientCommand;
import dev.roundhouse.wire.ControllerCommand;
import dev.roundhouse.wire.ControllerCommand.CancelTasks;
import dev.roundhouse.wire.ControllerCommand.ClientBeat;
import dev.roundhouse.wire.ControllerCommand.ClientDescription;
import dev.roundhouse.wire.ControllerCommand.ClientUpdatesAck;
import dev.roundhouse.wire.ControllerCommand.DispatchAck;
import dev.roundhouse.wire.ControllerCommand.EngineBeat;
import dev.roundhouse.wire.ControllerCommand.EngineDescription;
import dev.roundhouse.wire.ControllerCommand.EngineDraining;
import dev.roundhouse.wire.ControllerCommand.EngineExited;
import dev.roundhouse.wire.ControllerCommand.EngineKeeps;
import dev.roundhouse.wire.ControllerCommand.EngineUpdates;
import dev.roundhouse.wire.ControllerCommand.Goodbye;
import dev.roundhouse.wire.ControllerCommand.StopEngines;
import dev.roundhouse.wire.ControllerCommand.Submit;
import dev.roundhouse.wire.EngineCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A controller's core among played engines and clients; checked after every event. */
final class ControllerWorld implements Outlet {

  private static final long TICK = 100_000;
  private static final long LEASE = 10_000_000;

  final Random random;
  final List<PlayedEngine> engines = new ArrayList<>();
  final List<PlayedClient> clients = new ArrayList<>();
  final ControllerCore core;
  long now = 1_000_000_000;
  private long tickMicros;
  private int lives;
  private int clientIds;

  ControllerWorld(Random random) {
    this.random = random;
    this.core = new ControllerCore(Scene.settings(false), "machine", this, now);
  }

  PlayedEngine addEngine() {
    lives++;
    PlayedEngine engine = new PlayedEngine("life" + lives, lives, this);
    engines.add(engine);
    return engine;
  }

  void addClient() {
    PlayedClient client = new PlayedClient("c" + ++clientIds, this);
    clients.add(client);
    event(
        () ->
            core.hello(
                new ClientDescription("1", client.id, "host", "machine", 1, client.id + ":1"),
                now));
  }

  /** The process dies; its owner may see it. */
  void kill(PlayedEngine engine, boolean seen) {
    engines.remove(engine);
    if (seen) {
      event(() -> core.engineExited(new EngineExited("host", engine.pid, "exit code 3"), now));
    }
  }

  /** A client asks for the end of an engine; the process may be told it, and end, or not. */
  void stop(PlayedClient client, PlayedEngine engine) {
    if (!engine.id().isEmpty()) {
      long request = random.nextInt(5);
      StopEngines stop =
          new StopEngines(client.id, request, List.of(engine.id()), false, 30_000, "a client");
      event(() -> core.stopEngines(stop, now));
    }
  }

  private void endDrained() {
    for (PlayedEngine engine : List.copyOf(engines)) {
      if (engine.drained()) {
        engines.remove(engine);
        if (random.nextInt(4) > 0) {
          event(() -> core.engineStopped(engine.life, "it was told to end", now));
        }
      }
    }
  }

  void reachable(PlayedEngine engine, boolean reachable) {
    engine.cut(!reachable);
    if (random.nextBoolean()) {
      event(() -> core.reachability("host:" + engine.pid, reachable, now));
    }
  }

  /** It says that it has results of some tasks, which are ordered from it then. */
  void keeps(PlayedEngine engine) {
    long[] numbers = random.longs(20, 1, 400).distinct().toArray();
    event(() -> core.engineKeeps(new EngineKeeps(engine.life, "session", numbers), now));
  }

  void leave(PlayedClient client) {
    clients.remove(client);
    if (random.nextBoolean()) {
      event(() -> core.goodbye(client.id, now));
    }
  }

  void step(long micros) {
    now += micros;
    for (PlayedEngine engine : List.copyOf(engines)) {
      if (now - engine.heardMicros > 3 * LEASE) {
        reborn(engine);
      }
    }
    engines.forEach(engine -> engine.step(now));
    clients.forEach(client -> client.step(now));
    List.copyOf(engines).forEach(PlayedEngine::bring);
    List.copyOf(clients).forEach(PlayedClient::bring);
    endDrained();
    event(() -> core.flush(now));
    if (now - tickMicros > TICK) {
      tickMicros = now;
      event(() -> core.tick(now));
    }
  }

  /** It heard nothing for three leases: the same process begins a new life. */
  private void reborn(PlayedEngine engine) {
    engines.remove(engine);
    lives++;
    engines.add(new PlayedEngine("life" + lives, engine.pid, this));
  }

  private void event(Runnable event) {
    event.run();
    core.check();
  }

  void register(EngineDescription engine) {
    event(() -> core.register(engine, now));
  }

  void atController(ControllerCommand message) {
    event(() -> handle(message));
  }

  private void handle(ControllerCommand message) {
    if (message instanceof EngineUpdates updates) {
      core.engineUpdates(updates, now);
    } else if (message instanceof EngineBeat beat) {
      core.engineBeat(beat, now);
    } else if (message instanceof EngineDraining draining) {
      core.engineDraining(draining.incarnation());
    } else if (message instanceof DispatchAck ack) {
      core.dispatchAck(ack.incarnation(), ack.seq(), now);
    } else if (message instanceof Submit submit) {
      core.submit(submit, now);
    } else if (message instanceof ClientBeat beat) {
      core.clientBeat(beat, now);
    } else if (message instanceof CancelTasks cancel) {
      core.cancel(cancel, now);
    } else if (message instanceof ClientUpdatesAck ack) {
      core.updatesAck(ack.client(), ack.seq(), now);
    } else if (message instanceof Goodbye goodbye) {
      core.goodbye(goodbye.client(), now);
    } else {
      throw new AssertionError("nobody here sends " + message);
    }
  }

  @Override
  public void toEngine(String incarnation, EngineCommand message) {
    for (PlayedEngine engine : engines) {
      if (engine.life.equals(incarnation)) {
        engine.fromController.send(message);
      }
    }
  }

  @Override
  public void toClient(String id, ClientCommand message) {
    for (PlayedClient client : clients) {
      if (client.id.equals(id)) {
        client.fromController.send(message);
      }
    }
  }

  @Override
  public void down(String address, String why) {
    // Played engines are no members: one that is downed is not answered any more.
  }

  @Override
  public void engineGone(String incarnation) {
    // A new life has a new name.
  }

  @Override
  public void clientGone(String client) {
    // A client that left has no link.
  }

  @Override
  public String toString() {
    return "at " + now + ": " + clients + " " + engines + " " + core.state("host", 1, now);
  }
}
