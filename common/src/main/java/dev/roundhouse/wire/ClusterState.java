package dev.roundhouse.wire;

import java.util.List;
import java.util.Objects;

/**
 * A cluster at one moment, as its controller sees it.
 *
 * @param address {@code host:port}
 * @param pid the controller's process
 * @param uptimeSeconds since it started
 * @param version of the product
 * @param waiting tasks not given to an engine, those that clients still hold included
 * @param running tasks given to an engine
 */
public record ClusterState(
    String address,
    String host,
    long pid,
    double uptimeSeconds,
    String version,
    List<EngineState> engines,
    long waiting,
    long running,
    long completed,
    long failed) {

  public ClusterState {
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(version, "version");
    engines = List.copyOf(engines);
  }

  /**
   * An engine at one moment.
   *
   * @param status {@code ready}, {@code unreachable} or {@code draining}
   * @param load system load average, negative where unknown
   */
  public record EngineState(
      String id,
      String host,
      long pid,
      String system,
      int slots,
      List<String> labels,
      String status,
      int running,
      long completed,
      double load,
      long memoryBytes,
      double uptimeSeconds) {
    public EngineState {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(host, "host");
      Objects.requireNonNull(system, "system");
      labels = List.copyOf(labels);
      Objects.requireNonNull(status, "status");
    }
  }
}
