package dev.roundhouse.cluster;

import dev.roundhouse.profile.PortRange;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * What an ActorSystem of the cluster is started with.
 *
 * @param role {@code controller}, {@code engine}, or {@code client} for one outside the cluster
 * @param host under which others reach it
 * @param ports to listen on: the first of them that is free
 * @param bindHost to listen on, where it differs
 * @param bindPort to listen on, where it differs; 0: as {@code ports}
 * @param controller {@code HOST:PORT} of the controller; empty where this is it
 * @param tls the profile's keys, for every connection of the process; empty for the plain profile
 * @param frame most bytes of a message
 * @param failurePause silence that the failure detector accepts
 * @param grace how long a member stays unreachable before the controller takes it out
 */
public record NodeSpec(
    String role,
    String host,
    PortRange ports,
    String bindHost,
    int bindPort,
    Optional<String> controller,
    Optional<SSLContext> tls,
    long frame,
    Duration failurePause,
    Duration grace) {

  /** The name of every ActorSystem in a cluster. */
  public static final String SYSTEM = "roundhouse";

  public NodeSpec {
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(ports, "ports");
    Objects.requireNonNull(bindHost, "bindHost");
    Objects.requireNonNull(controller, "controller");
    Objects.requireNonNull(tls, "tls");
    Objects.requireNonNull(failurePause, "failurePause");
    Objects.requireNonNull(grace, "grace");
  }

  boolean isMember() {
    return !role.equals("client");
  }

  /** {@code pekko} or, with TLS, the same: Artery has one protocol name. */
  public static String url(String address) {
    return "pekko://" + SYSTEM + "@" + address;
  }
}
