package dev.roundhouse.controller;

import java.time.Duration;
import java.util.Objects;

/**
 * What the core goes by.
 *
 * @param version of the product; others are refused
 * @param address {@code host:port} of this controller
 * @param epoch greater than that of any controller before it at this address
 * @param heartbeat how often engines and clients say that they live
 * @param lease how long silence is believed to be life
 * @param clientWindow tasks that a client may have here
 * @param queuedWork how much work an engine is given beyond its slots
 * @param engineWindow most tasks that an engine is given beyond its slots
 * @param resend how long without acknowledgement before a message is sent again
 * @param protectedCluster shutdown only by force
 */
public record CoreSettings(
    String version,
    String address,
    long epoch,
    Duration heartbeat,
    Duration lease,
    int clientWindow,
    Duration queuedWork,
    int engineWindow,
    Duration resend,
    boolean protectedCluster) {

  public CoreSettings {
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(heartbeat, "heartbeat");
    Objects.requireNonNull(lease, "lease");
    Objects.requireNonNull(queuedWork, "queuedWork");
    Objects.requireNonNull(resend, "resend");
  }

  static long micros(Duration duration) {
    return duration.toNanos() / 1_000;
  }
}
