package dev.roundhouse.link;

import dev.roundhouse.cluster.ClusterSystems;
import dev.roundhouse.cluster.NodeSpec;
import dev.roundhouse.wire.ControllerCommand;
import java.time.Duration;
import java.util.Objects;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.SpawnProtocol;

/** Where a link's connections are made: an ActorSystem that reaches the controller. */
public interface LinkPlace {

  /**
   * Opens an ActorSystem for one connection; may block for seconds.
   *
   * @throws RuntimeException it cannot be opened
   */
  ActorSystem<SpawnProtocol.Command> open();

  /** The controller, as this ActorSystem reaches it. */
  ActorRef<ControllerCommand> controller(ActorSystem<?> system);

  /** Gives the connection's ActorSystem up; may block for seconds. */
  void close(ActorSystem<?> system);

  /** {@code host:port} of the controller. */
  String address();

  /** Engines that are being started for this link alone; 0 where it takes what there is. */
  default int expectedEngines() {
    return 0;
  }

  /**
   * Over the network, by an ActorSystem of its own for each connection.
   *
   * @param expectedEngines engines that are being started for this link; 0 where it takes what
   *     there is
   */
  static LinkPlace remote(NodeSpec spec, int expectedEngines) {
    return new Remote(spec, expectedEngines);
  }

  /** In the controller's own process and ActorSystem, where so many engines will join. */
  static LinkPlace inside(
      ActorSystem<SpawnProtocol.Command> system,
      ActorRef<ControllerCommand> controller,
      String address,
      int expectedEngines) {
    return new Inside(system, controller, address, expectedEngines);
  }

  /** See {@link #remote}. */
  record Remote(NodeSpec spec, int expectedEngines) implements LinkPlace {
    private static final Duration CLOSE = Duration.ofSeconds(5);

    public Remote {
      Objects.requireNonNull(spec, "spec");
    }

    @Override
    public ActorSystem<SpawnProtocol.Command> open() {
      return ClusterSystems.start(spec);
    }

    @Override
    public ActorRef<ControllerCommand> controller(ActorSystem<?> system) {
      return ClusterSystems.controllerAt(system, address());
    }

    @Override
    public void close(ActorSystem<?> system) {
      ClusterSystems.terminate(system, CLOSE);
    }

    @Override
    public String address() {
      return spec.controller().orElseThrow();
    }
  }

  /** See {@link #inside}. */
  record Inside(
      ActorSystem<SpawnProtocol.Command> system,
      ActorRef<ControllerCommand> reference,
      String address,
      int expectedEngines)
      implements LinkPlace {
    public Inside {
      Objects.requireNonNull(system, "system");
      Objects.requireNonNull(reference, "reference");
      Objects.requireNonNull(address, "address");
    }

    @Override
    public ActorSystem<SpawnProtocol.Command> open() {
      return system;
    }

    @Override
    public ActorRef<ControllerCommand> controller(ActorSystem<?> ignored) {
      return reference;
    }

    @Override
    public void close(ActorSystem<?> ignored) {
      // It is the controller's to end.
    }
  }
}
