package dev.roundhouse.client;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a session knows of its cluster.
 *
 * @param profile name of the profile in use
 * @param connected whether the controller answers
 * @param controller empty where there is none
 * @param engines in the order in which they registered
 * @param tasks of all clients
 * @param startedHere what this user started with this profile and has not forgotten
 */
public record ClusterInfo(
    String profile,
    boolean connected,
    Optional<Controller> controller,
    List<Engine> engines,
    TaskCounts tasks,
    StartedHere startedHere) {

  public ClusterInfo {
    Objects.requireNonNull(profile, "profile");
    Objects.requireNonNull(controller, "controller");
    engines = List.copyOf(engines);
    Objects.requireNonNull(tasks, "tasks");
    Objects.requireNonNull(startedHere, "startedHere");
  }

  /** What is known where no controller answers. */
  public static ClusterInfo disconnected(String profile, StartedHere startedHere) {
    return new ClusterInfo(
        profile, false, Optional.empty(), List.of(), new TaskCounts(0, 0, 0, 0), startedHere);
  }

  /**
   * The controller.
   *
   * @param address host and port
   * @param version of the product
   */
  public record Controller(
      String address, long pid, boolean startedHere, double uptimeSeconds, String version) {
    public Controller {
      Objects.requireNonNull(address, "address");
      Objects.requireNonNull(version, "version");
    }
  }

  /**
   * An engine.
   *
   * @param system operating system and processor architecture
   * @param slots tasks that it computes at a time
   * @param running tasks that it computes now
   * @param completed tasks that it has ended
   * @param load of its machine, as a share of the processors
   * @param status {@code ready}, {@code unreachable} or {@code draining}
   * @param labels by which tasks ask for it
   * @param memoryBytes of its heap that are in use
   * @param uptimeSeconds of its process
   */
  public record Engine(
      String id,
      String host,
      long pid,
      String system,
      int slots,
      int running,
      long completed,
      boolean startedHere,
      double load,
      String status,
      List<String> labels,
      long memoryBytes,
      double uptimeSeconds) {
    public Engine {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(host, "host");
      Objects.requireNonNull(system, "system");
      Objects.requireNonNull(status, "status");
      labels = List.copyOf(labels);
    }
  }

  /**
   * How many tasks are where; {@code completed} and {@code failed} since the controller started.
   */
  public record TaskCounts(long waiting, long running, long completed, long failed) {}

  /**
   * What was started here.
   *
   * @param controller whether the controller was
   * @param engines ids of those that were
   */
  public record StartedHere(boolean controller, List<String> engines) {
    public StartedHere {
      engines = List.copyOf(engines);
    }
  }
}
