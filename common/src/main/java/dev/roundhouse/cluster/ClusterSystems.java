package dev.roundhouse.cluster;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import dev.roundhouse.profile.HostPort;
import dev.roundhouse.profile.SetupException;
import dev.roundhouse.wire.ControllerCommand;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PrimitiveIterator;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.AddressFromURIString;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.SpawnProtocol;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.remote.artery.tcp.SSLEngineProviderSetup;

/** Starts the ActorSystems that make up or talk to a cluster, all settings in one place. */
public final class ClusterSystems {

  /** The controller's actor below {@code /user}. */
  public static final String CONTROLLER = "controller";

  private static final Duration SPAWN = Duration.ofSeconds(10);
  private static final Duration NEVER = Duration.ofDays(3_650);
  private static final int ALL_MEMBERS = 1_000_000;

  private ClusterSystems() {}

  /**
   * Starts an ActorSystem, which may still be joining when this returns.
   *
   * @throws SetupException no port of the range is free
   * @throws RuntimeException the address cannot be bound
   */
  public static ActorSystem<SpawnProtocol.Command> start(NodeSpec spec) {
    if (spec.ports().first() == spec.ports().last()) {
      return start(spec, spec.ports().first());
    }
    PrimitiveIterator.OfInt ports = spec.ports().ports(ProcessHandle.current().pid()).iterator();
    while (ports.hasNext()) {
      int port = ports.nextInt();
      if (isFree(spec.bindHost(), port)) {
        try {
          return start(spec, port);
        } catch (RuntimeException e) {
          // Another process may have taken it since: then the next one is tried.
          if (isFree(spec.bindHost(), port)) {
            throw e;
          }
        }
      }
    }
    throw new SetupException(
        SetupException.Code.PORT,
        "no port of " + spec.ports() + " is free at " + spec.bindHost(),
        "widen the port-range in the profile: each engine and each client takes two ports");
  }

  /** It spares the start of an ActorSystem that could not listen. */
  private static boolean isFree(String host, int port) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(host, port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static ActorSystem<SpawnProtocol.Command> start(NodeSpec spec, int port) {
    ActorSystemSetup setup = ActorSystemSetup.create(BootstrapSetup.create(config(spec, port)));
    if (spec.tls().isPresent()) {
      SSLContext tls = spec.tls().get();
      setup = setup.and(SSLEngineProviderSetup.create(system -> new TlsEngines(tls)));
    }
    ActorSystem<SpawnProtocol.Command> system =
        ActorSystem.create(
            Behaviors.setup(context -> SpawnProtocol.create()), NodeSpec.SYSTEM, setup);
    if (spec.isMember()) {
      spec.controller()
          .map(NodeSpec::url)
          .map(AddressFromURIString::parse)
          .ifPresent(to -> join(system, to));
    }
    return system;
  }

  /** A small ActorSystem without any network, for supervisors and pipelines. */
  public static Config local() {
    return ConfigFactory.parseResources(ClusterSystems.class, "common.conf")
        .withFallback(ConfigFactory.defaultReference())
        .resolve();
  }

  static Config config(NodeSpec spec, int port) {
    Map<String, Object> values = new HashMap<>();
    // In brackets, as Pekko finds it in the address of an actor on another machine.
    values.put(
        "pekko.remote.artery.canonical.hostname", new HostPort(spec.host(), port).bracketed());
    values.put("pekko.remote.artery.canonical.port", port);
    values.put("pekko.remote.artery.bind.hostname", spec.bindHost());
    if (spec.bindPort() != 0) {
      values.put("pekko.remote.artery.bind.port", spec.bindPort());
    }
    values.put("pekko.remote.artery.advanced.maximum-frame-size", spec.frame());
    values.put("pekko.remote.artery.transport", spec.tls().isPresent() ? "tls-tcp" : "tcp");
    values.put("pekko.actor.provider", spec.isMember() ? "cluster" : "remote");
    if (spec.isMember()) {
      values.put("pekko.cluster.roles", List.of(spec.role()));
      values.put("roundhouse.downing-grace", millis(spec.grace()));
      values.putAll(watching(spec));
    }
    Config own = ConfigFactory.parseResources(ClusterSystems.class, "node.conf");
    Config given = ConfigFactory.empty();
    for (Map.Entry<String, Object> value : values.entrySet()) {
      given = given.withValue(value.getKey(), ConfigValueFactory.fromAnyRef(value.getValue()));
    }
    return given
        .withFallback(own)
        .withFallback(ConfigFactory.parseResources(ClusterSystems.class, "common.conf"))
        .withFallback(ConfigFactory.defaultReference())
        .resolve();
  }

  /**
   * The controller watches all members and alone says who is there. What engines see of each other
   * counts for nothing: they may be cut off from each other and do their work.
   */
  private static Map<String, Object> watching(NodeSpec spec) {
    boolean controller = spec.role().equals("controller");
    String detector = "pekko.cluster.failure-detector.";
    return Map.of(
        detector + "acceptable-heartbeat-pause",
        millis(controller ? spec.failurePause() : NEVER),
        detector + "monitored-by-nr-of-members",
        controller ? ALL_MEMBERS : 1);
  }

  private static String millis(Duration duration) {
    return duration.toMillis() + "ms";
  }

  /** Makes the ActorSystem the first member of a cluster. */
  public static void joinSelf(ActorSystem<?> system) {
    join(system, system.address());
  }

  /**
   * Straight to the one member that is known, again and again until it answers. Seed nodes would be
   * asked first whether they are there and how they are configured, for which they render all their
   * settings.
   */
  private static void join(ActorSystem<?> system, Address member) {
    Cluster.get(system).manager().tell(new Join(member));
  }

  /** {@code HOST:PORT} under which others reach this ActorSystem. */
  public static String addressOf(ActorSystem<?> system) {
    Address address = system.address();
    return address.getHost().orElse("") + ":" + address.getPort().orElse(0);
  }

  /** Ends an ActorSystem and waits for it, within the bound. */
  public static void terminate(ActorSystem<?> system, Duration bound) {
    system.terminate();
    try {
      system.getWhenTerminated().toCompletableFuture().get(bound.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      system.log().warn("the ActorSystem did not end within {}", bound);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("ending the ActorSystem", e);
    }
  }

  /** Spawns an actor of ours below {@code /user}. */
  public static <T> ActorRef<T> spawn(
      ActorSystem<SpawnProtocol.Command> system, Behavior<T> behavior, String name) {
    CompletionStage<ActorRef<T>> spawned =
        AskPattern.ask(
            system,
            replyTo -> new SpawnProtocol.Spawn<>(behavior, name, Props.empty(), replyTo),
            SPAWN,
            system.scheduler());
    return spawned.toCompletableFuture().join();
  }

  /** A reference to the controller at this address, whichever life of it is there. */
  public static ActorRef<ControllerCommand> controllerAt(ActorSystem<?> system, String address) {
    return ActorRefResolver.get(system)
        .resolveActorRef(NodeSpec.url(address) + "/user/" + CONTROLLER);
  }
}
