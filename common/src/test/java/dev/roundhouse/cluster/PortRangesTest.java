package dev.roundhouse.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roundhouse.blob.Blobs;
import dev.roundhouse.profile.PortRange;
import dev.roundhouse.profile.SetupException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.pekko.actor.typed.ActorSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PortRangesTest {

  private static final String HOST = "127.0.0.1";

  @Test
  void everyPortOfARangeIsTriedOnce() {
    PortRange range = new PortRange(26_000, 26_004);

    assertThat(range.ports(12).toArray()).containsExactly(26_002, 26_003, 26_004, 26_000, 26_001);
    assertThat(range.ports(-1).boxed()).hasSize(5).doesNotHaveDuplicates();
    assertThat(PortRange.ANY.ports(99).toArray()).containsExactly(0);
  }

  @Test
  void messagesAndLargeValuesTakeDifferentPortsOfARange() throws Exception {
    PortRange range = freeRange();
    NodeSpec spec = client(range);
    try (Blobs blobs = NodeSpecs.blobs(spec)) {
      ActorSystem<?> system = ClusterSystems.start(spec);
      try {
        assertThat(List.of(port(blobs.address()), port(ClusterSystems.addressOf(system))))
            .containsExactlyInAnyOrder(range.first(), range.last());

        assertThatThrownBy(() -> ClusterSystems.start(spec))
            .isInstanceOfSatisfying(
                SetupException.class, e -> assertThat(e.hint()).contains("port-range"))
            .hasMessageContaining("no port of " + range + " is free");
        assertThatThrownBy(() -> NodeSpecs.blobs(spec))
            .isInstanceOf(BindException.class)
            .hasMessageContaining(range.toString());
      } finally {
        ClusterSystems.terminate(system, Duration.ofSeconds(20));
      }
    }
  }

  private static NodeSpec client(PortRange ports) {
    Duration second = Duration.ofSeconds(1);
    return new NodeSpec(
        "client",
        HOST,
        ports,
        HOST,
        0,
        Optional.of(HOST + ":1"),
        Optional.empty(),
        1 << 18,
        second,
        second);
  }

  private static int port(String address) {
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
  }

  /** Two neighbouring ports that nobody has, below those that the system gives out itself. */
  private static PortRange freeRange() {
    return IntStream.iterate(20_000, port -> port < 30_000, port -> port + 2)
        .filter(port -> isFree(port) && isFree(port + 1))
        .mapToObj(port -> new PortRange(port, port + 1))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isFree(int port) {
    try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getByName(HOST))) {
      return probe.getLocalPort() == port;
    } catch (IOException e) {
      return false;
    }
  }
}
