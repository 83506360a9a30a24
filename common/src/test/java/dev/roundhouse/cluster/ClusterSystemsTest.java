package dev.roundhouse.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import dev.roundhouse.profile.HostPort;
import dev.roundhouse.profile.PortRange;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.time.Duration;
import java.util.Optional;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.AddressFromURIString;
import org.apache.pekko.actor.typed.ActorSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClusterSystemsTest {

  private static final Duration PAUSE = Duration.ofSeconds(8);

  @Test
  void onlyTheControllerJudgesWhoIsThere() {
    Config controller = detector("controller");
    Config engine = detector("engine");

    assertThat(controller.getDuration("acceptable-heartbeat-pause")).isEqualTo(PAUSE);
    assertThat(controller.getInt("monitored-by-nr-of-members")).isGreaterThan(10_000);
    assertThat(engine.getDuration("acceptable-heartbeat-pause"))
        .isGreaterThan(Duration.ofDays(365));
  }

  private static Config detector(String role) {
    return ClusterSystems.config(spec(role, "127.0.0.1"), 1)
        .getConfig("pekko.cluster.failure-detector");
  }

  @Test
  void anAddressOfIpVersionSixIsTheSameHereAndAtOthers() {
    ActorSystem<?> system = ClusterSystems.start(spec("client", "::1"));
    try {
      String address = ClusterSystems.addressOf(system);
      Address seen = AddressFromURIString.parse(NodeSpec.url(address));

      assertThat(HostPort.parse(address).host()).isEqualTo("::1");
      assertThat(seen).isEqualTo(system.address());
    } finally {
      ClusterSystems.terminate(system, Duration.ofSeconds(20));
    }
  }

  @Test
  void theOwnAddressIsOneOfThisMachineAlsoTowardsAnUnknownHost() throws Exception {
    String any = OwnAddress.any();

    assertThat(NetworkInterface.getByInetAddress(InetAddress.getByName(any))).isNotNull();
    assertThat(OwnAddress.towards(new HostPort("no-such-host.invalid", 1))).isEqualTo(any);
    assertThat(OwnAddress.towards(new HostPort("127.0.0.1", 1)))
        .as("who is to be reached at loopback by itself is reached by others elsewhere")
        .isEqualTo(any);
    assertThat(OwnAddress.towards(new HostPort(any, 0))).isEqualTo(any);
  }

  private static NodeSpec spec(String role, String host) {
    return new NodeSpec(
        role,
        host,
        PortRange.ANY,
        "127.0.0.1",
        0,
        Optional.of("127.0.0.1:1"),
        Optional.empty(),
        1 << 18,
        PAUSE,
        Duration.ofSeconds(2));
  }
}
