package dev.roundhouse.controller;

import dev.roundhouse.cluster.ClusterSystems;
import dev.roundhouse.cluster.Machine;
import dev.roundhouse.cluster.MicroClock;
import dev.roundhouse.cluster.NodeSpec;
import dev.roundhouse.cluster.NodeSpecs;
import dev.roundhouse.profile.HostPort;
import dev.roundhouse.profile.Profile;
import dev.roundhouse.profile.Settings;
import dev.roundhouse.profile.SetupException;
import dev.roundhouse.wire.ClientCommand;
import dev.roundhouse.wire.ControllerCommand;
import dev.roundhouse.wire.ProductVersion;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.SpawnProtocol;

/**
 * A running controller in this process: its own process's, or the private one of a run. Safe for
 * use by several threads.
 */
public final class ControllerNode implements AutoCloseable {

  private static final Duration CLOSE = Duration.ofSeconds(5);
  private static final Duration LEAVE = Duration.ofSeconds(2);

  private final ActorSystem<SpawnProtocol.Command> system;
  private final ActorRef<ControllerCommand> actor;
  private final String address;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  /**
   * Starts a controller and returns when it can be joined.
   *
   * @param profile whose settings name address and keys; port 0 lets the system choose
   * @throws SetupException the address cannot be bound
   */
  public ControllerNode(Profile profile) {
    NodeSpec spec = NodeSpecs.controller(profile);
    this.system = start(spec);
    this.address = ClusterSystems.addressOf(system);
    Machine machine = Machine.here();
    ControllerActor.Environment environment =
        new ControllerActor.Environment(
            coreSettings(profile.settings(), address),
            machine.host(),
            machine.identity(),
            ProcessHandle.current().pid(),
            new MicroClock(),
            () -> ended.complete(null));
    this.actor =
        ClusterSystems.spawn(
            system, ControllerActor.create(environment), ClusterSystems.CONTROLLER);
    ClusterSystems.joinSelf(system);
  }

  private static CoreSettings coreSettings(Settings settings, String address) {
    return new CoreSettings(
        ProductVersion.CURRENT,
        address,
        System.currentTimeMillis(),
        settings.heartbeat(),
        settings.lease(),
        settings.controller().clientWindow(),
        Duration.ofMillis(10),
        settings.controller().engineWindow(),
        settings.limits().resendAfter(),
        settings.shutdown() == Settings.ShutdownRule.PROTECTED);
  }

  private static ActorSystem<SpawnProtocol.Command> start(NodeSpec spec) {
    try {
      return ClusterSystems.start(spec);
    } catch (RuntimeException e) {
      throw new SetupException(
              SetupException.Code.PORT,
              "the controller cannot listen at "
                  + new HostPort(spec.host(), spec.ports().first())
                  + ": another process has the port, or the address is not this machine's",
              "end that process, or set roundhouse.controller.port and host in the profile")
          .causedBy(e);
    }
  }

  /** {@code host:port} under which engines and clients reach it. */
  public String address() {
    return address;
  }

  /** The actor, for a client in the same process. */
  public ActorRef<ControllerCommand> actor() {
    return actor;
  }

  /** The ActorSystem, for a client in the same process. */
  public ActorSystem<SpawnProtocol.Command> system() {
    return system;
  }

  /** The process of an engine of this machine ended: its tasks are placed elsewhere at once. */
  public void engineExited(long pid, String how) {
    actor.tell(new ControllerCommand.EngineExited(Machine.here().host(), pid, how));
  }

  /** Completes when the cluster was shut down. */
  public CompletionStage<Void> ended() {
    return ended;
  }

  /** Ends the cluster as {@code shutdown} does, within some seconds, and the ActorSystem. */
  public void leave() {
    ActorRef<ClientCommand> nobody = system.ignoreRef();
    actor.tell(
        new ControllerCommand.ShutdownRequest(
            true, LEAVE.toMillis(), "its controller's end", nobody));
    ended.completeOnTimeout(null, 2 * LEAVE.toMillis(), TimeUnit.MILLISECONDS).join();
    close();
  }

  /** Ends the ActorSystem, within 5 s; engines are not told. */
  @Override
  public void close() {
    ClusterSystems.terminate(system, CLOSE);
  }
}
