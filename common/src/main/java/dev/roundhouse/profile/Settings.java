package dev.roundhouse.profile;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The settings of a profile, read once. Each component is the key of the same name below {@code
 * roundhouse} in {@code reference.conf}, which tells meaning, unit and default. Sizes are bytes.
 */
public record Settings(
    boolean tls,
    ShutdownRule shutdown,
    Duration lease,
    Duration heartbeat,
    Duration cancelGrace,
    int attempts,
    ControllerSettings controller,
    EngineSettings engine,
    ClientSettings client,
    Schemes schemes,
    ChildSettings children,
    ProcessSettings processes,
    Membership membership,
    Limits limits,
    CacheSettings cache,
    HistorySettings history) {

  public Settings {
    Objects.requireNonNull(shutdown, "shutdown");
    Objects.requireNonNull(lease, "lease");
    Objects.requireNonNull(heartbeat, "heartbeat");
    Objects.requireNonNull(cancelGrace, "cancelGrace");
    Objects.requireNonNull(controller, "controller");
    Objects.requireNonNull(engine, "engine");
    Objects.requireNonNull(client, "client");
    Objects.requireNonNull(schemes, "schemes");
    Objects.requireNonNull(children, "children");
    Objects.requireNonNull(processes, "processes");
    Objects.requireNonNull(membership, "membership");
    Objects.requireNonNull(limits, "limits");
    Objects.requireNonNull(cache, "cache");
    Objects.requireNonNull(history, "history");
  }

  /** The same settings with the controller at another port, on the loopback address. */
  public Settings withPrivateController(int port) {
    ControllerSettings own =
        new ControllerSettings(
            "127.0.0.1",
            port,
            "",
            0,
            controller.clientWindow(),
            controller.engineWindow(),
            controller.shutdownDeadline());
    return new Settings(
        tls,
        shutdown,
        lease,
        heartbeat,
        cancelGrace,
        attempts,
        own,
        engine,
        client,
        schemes,
        children,
        processes,
        membership,
        limits,
        cache,
        history);
  }

  /** Who may end the cluster by {@code shutdown}. */
  public enum ShutdownRule {
    /** Everybody who has the profile's keys. */
    ALLOWED,
    /** Only who says {@code --force}. */
    PROTECTED
  }

  /** How an engine computes its tasks. */
  public enum EngineScheme {
    /** In threads of the engine's JVM. */
    THREADING,
    /** In child JVMs of the engine. */
    MULTIPROCESSING
  }

  /** Where the controller is, and how much it holds. */
  public record ControllerSettings(
      String host,
      int port,
      String bindHost,
      int bindPort,
      int clientWindow,
      int engineWindow,
      Duration shutdownDeadline) {}

  /** What an engine offers. */
  public record EngineSettings(
      int slots,
      List<String> labels,
      EngineScheme scheme,
      String host,
      String bindHost,
      PortRange portRange,
      long heap) {

    public EngineSettings {
      labels = List.copyOf(labels);
    }
  }

  /** How a client is reached and how long it looks for the controller. */
  public record ClientSettings(
      String host,
      String bindHost,
      PortRange portRange,
      Duration connectTimeout,
      Duration helloInterval) {}

  /** The three schemes. */
  public record Schemes(
      SchemeSettings cluster, SchemeSettings multiprocessing, SchemeSettings threading) {}

  /** One scheme; size 0 is automatic; the lowest priority is taken first. */
  public record SchemeSettings(boolean enabled, int size, int priority) {}

  /** Child JVMs. */
  public record ChildSettings(
      long heap,
      List<String> options,
      Optional<Path> directory,
      Map<String, String> environment,
      int tasks,
      long heapGrowth,
      Duration startTimeout) {

    public ChildSettings {
      options = List.copyOf(options);
      Objects.requireNonNull(directory, "directory");
      environment = Map.copyOf(environment);
    }
  }

  /** Controllers and engines that this machine starts. */
  public record ProcessSettings(
      Duration startTimeout,
      Duration stopTimeout,
      int replacements,
      Duration pause,
      Duration maxPause) {}

  /** How a cluster believes in its members. */
  public record Membership(
      Duration failurePause, Duration grace, int orphanLeases, Duration joinTimeout) {}

  /** Bounds on messages between processes. */
  public record Limits(int frame, Duration resendAfter) {}

  /** Results of earlier runs. */
  public record CacheSettings(boolean enabled, boolean disk, long size, long memory) {}

  /** The record of past runs; {@code runs} 0 keeps all. */
  public record HistorySettings(boolean enabled, int output, int runs) {}
}
