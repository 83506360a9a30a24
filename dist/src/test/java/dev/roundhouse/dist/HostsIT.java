package dev.roundhouse.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.dist.Commands.Command;
import dev.roundhouse.dist.Hosts.Host;
import dev.roundhouse.dist.Hosts.Way;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A cluster of three hosts as profile {@code lan} sets it up, whose links are cut, one way too, and
 * disturbed. Needs Linux, root and iproute2.
 */
@Tag("hosts")
@Timeout(400)
class HostsIT {

  private static final Duration END = Duration.ofSeconds(30);
  private static final Duration BOUND = Duration.ofSeconds(180);

  @TempDir Path temporary;
  private Hosts hosts;
  private Farm farm;
  private Host alpha;
  private Host beta;
  private Host gamma;

  @BeforeEach
  void open() throws Exception {
    hosts = Hosts.open(temporary);
    farm = new Farm(hosts, temporary);
    alpha = hosts.alpha();
    beta = hosts.beta();
    gamma = hosts.gamma();
  }

  @AfterEach
  void close() throws Exception {
    hosts.close();
  }

  @Test
  void threeHostsWorkTogetherByAnExportedProfile() throws Exception {
    farm.carry(alpha.address());
    farm.startAll();

    farm.assertValuesGoAllWays(alpha);
    farm.assertValuesGoAllWays(gamma);
    Attempts attempts = Attempts.of(farm.succeeded(farm.naps(alpha, 8, 1)), "nap");
    attempts.assertEachDoneOnce(8);
    assertThat(attempts.hosts()).containsExactlyInAnyOrder("beta", "gamma");
    assertThat(farm.engineHosts(beta)).containsExactlyInAnyOrder("beta", "gamma");

    farm.done(gamma, "shutdown", "--yes");
    for (Host host : List.of(alpha, beta, gamma)) {
      Command process = farm.process(host);
      assertThat(process.exitCode(END)).as("said: %s", process.said()).isZero();
    }
  }

  @Test
  void nothingIsLostWhenALinkIsCutForFiveSeconds() throws Exception {
    farm.carry(alpha.address());
    farm.startAll();
    Command run = farm.naps(alpha, 60, 1);

    hosts.cut(beta);
    Farm.lasts(run, Duration.ofSeconds(5));
    hosts.join(beta);
    Instant joined = Instant.now();

    Attempts attempts = assertNothingLost(run, 60);
    assertThat(attempts.succeeded("beta", joined)).as("beta goes on").isNotEmpty();
  }

  @Test
  void anEngineThatIsCutOffForAMinuteIsReplacedByTheOthersAndComesBack() throws Exception {
    farm.carry(alpha.address());
    farm.startAll();
    Command run = farm.naps(alpha, 120, 2);

    hosts.cut(beta);
    awaitDeadFor(run, Duration.ofSeconds(60));
    hosts.join(beta);

    Attempts attempts = assertCameBack(run, 120);
    assertThat(attempts.lost()).as("what it computed when the link was cut").isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void anEngineThatIsCutOffOneWayIsReplacedByTheOthersAndComesBack(Way way) throws Exception {
    farm.carry(alpha.address());
    farm.startAll();
    Command run = farm.naps(alpha, 90, 2);

    hosts.cut(beta, way);
    awaitDeadFor(run, Duration.ofSeconds(20));
    hosts.join(beta, way);

    assertCameBack(run, 90);
  }

  @Test
  void enginesThatDoNotReachEachOtherWorkOnWhileTheControllerReachesThem() throws Exception {
    hosts.part(beta, gamma);
    farm.carry(alpha.address());
    farm.startAll();

    assertNothingLost(farm.naps(alpha, 80, 1), 80);
  }

  @Test
  void everyTaskIsDoneOnceWhenPacketsAreLateAndLost() throws Exception {
    hosts.disturb(50, 2, beta, gamma);
    farm.carry(alpha.address());
    farm.startAll();

    farm.assertValuesGoAllWays(alpha);
    assertNothingLost(farm.naps(alpha, 40, 1), 40);
  }

  @Test
  void hostsFindEachOtherByIpVersionSix() throws Exception {
    String address = farm.carry(alpha.address6());
    assertThat(address).startsWith("[" + alpha.address6() + "]:");
    Farm.settings(gamma, "roundhouse.controller.host = localhost");
    farm.start(alpha, "controller");
    farm.start(beta, "engine");
    farm.start(gamma, "engine", "--controller", address);
    farm.awaitEngines();

    farm.assertValuesGoAllWays(alpha);
    farm.assertValuesGoAllWays(beta);
    assertThat(farm.done(alpha, "doctor", "--json").printed()).contains(address);
    farm.done(beta, "shutdown", "--yes");
  }

  @Test
  void aHostIsKnownByANameThatIsItsOwnLoopbackAddressToItself() throws Exception {
    farm.carry("alpha");
    Farm.settings(beta, "roundhouse.engine { host = beta, bind-host = \"0.0.0.0\" }");
    farm.startAll();

    farm.assertValuesGoAllWays(alpha);
    farm.assertValuesGoAllWays(gamma);
  }

  @Test
  void whatIsListenedAtDiffersFromWhatIsAdvertised() throws Exception {
    farm.carry(alpha.inner());
    String host = "host = \"" + beta.inner() + "\"";
    Farm.settings(beta, "roundhouse.engine { " + host + ", bind-host = \"::\" }");
    String inner = "host = \"" + gamma.inner() + "\", bind-host = \"0.0.0.0\"";
    Farm.settings(gamma, "roundhouse { engine { " + inner + " }, client { " + inner + " } }");
    farm.startAll();

    farm.assertValuesGoAllWays(alpha);
    farm.assertValuesGoAllWays(gamma);
  }

  /** All on both engines, one attempt each, and both live on. */
  private Attempts assertNothingLost(Command run, int tasks) throws Exception {
    Attempts attempts = Attempts.of(farm.succeeded(run), "nap");
    attempts.assertEachDoneOnce(tasks);
    assertThat(attempts.all()).as("one attempt a task").hasSize(tasks);
    assertThat(attempts.hosts()).containsExactlyInAnyOrder("beta", "gamma");
    assertThat(List.of(farm.registrations(beta), farm.registrations(gamma))).containsOnly(1L);
    return attempts;
  }

  /** Beta's engine is dead meanwhile, and nothing is heard of it until the time is over. */
  private void awaitDeadFor(Command run, Duration time) throws Exception {
    long end = System.nanoTime() + time.toNanos();
    Commands.await(run, END, "dead", () -> farm.engineHosts(alpha).equals(List.of(gamma.name())));
    Farm.lasts(run, Duration.ofNanos(end - System.nanoTime()));
    assertThat(farm.engineHosts(alpha)).containsExactly(gamma.name());
  }

  /** Beta's engine is the same process in another life, and is given tasks again. */
  private Attempts assertCameBack(Command run, int tasks) throws Exception {
    Instant joined = Instant.now();
    Commands.await(run, BOUND, "registered again", () -> farm.registrations(beta) == 2);
    Attempts attempts = Attempts.of(farm.succeeded(run), "nap");
    attempts.assertEachDoneOnce(tasks);
    assertThat(attempts.lost()).allMatch(lost -> lost.host().equals("beta"));
    assertThat(attempts.succeeded("beta", joined))
        .isNotEmpty()
        .allMatch(attempt -> attempt.pid() == farm.process(beta).process().pid());
    assertThat(farm.engineHosts(alpha)).containsExactlyInAnyOrder("beta", "gamma");
    return attempts;
  }
}
