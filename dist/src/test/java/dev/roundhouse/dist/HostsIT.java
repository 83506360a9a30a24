package dev.roundhouse.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.dist.Commands.Command;
import dev.roundhouse.dist.Hosts.Host;
import dev.roundhouse.dist.Hosts.Way;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A cluster of three hosts: the controller on alpha, engines on beta and gamma, as profile {@code
 * lan} sets it up; the link to beta is cut, one way or both, and disturbed. Needs root and Linux.
 */
@Tag("hosts")
@Timeout(400)
class HostsIT {

  private static final Duration BOUND = Duration.ofSeconds(180);
  private static final Duration END = Duration.ofSeconds(30);
  private static final int SLOTS = 2;
  private static final int LARGE = 200_000;

  @TempDir Path temporary;
  private Hosts hosts;
  private Host alpha;
  private Host beta;
  private Host gamma;
  private final Map<Host, Command> processes = new HashMap<>();

  @BeforeEach
  void open() throws Exception {
    hosts = Hosts.open(temporary);
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
    carry(alpha.address());
    startAll();

    assertValuesGoAllWays(alpha);
    assertValuesGoAllWays(gamma);
    Attempts attempts = Attempts.of(succeeded(naps(alpha, 8, 1)), "nap");
    attempts.assertEachDoneOnce(8);
    assertThat(attempts.hosts()).containsExactlyInAnyOrder("beta", "gamma");
    assertThat(engineHosts(beta)).containsExactlyInAnyOrder("beta", "gamma");

    done(gamma, "shutdown", "--yes");
    for (Command process : processes.values()) {
      assertThat(process.exitCode(END)).as("said: %s", process.said()).isZero();
    }
  }

  @Test
  void nothingIsLostWhenALinkIsCutForFiveSeconds() throws Exception {
    carry(alpha.address());
    startAll();
    Command run = naps(alpha, 60, 1);
    awaitRunning(run);

    hosts.cut(beta);
    lasts(run, Duration.ofSeconds(5));
    hosts.join(beta);
    Instant joined = Instant.now();

    Attempts attempts = Attempts.of(succeeded(run), "nap");
    attempts.assertEachDoneOnce(60);
    assertThat(attempts.all()).as("one attempt a task").hasSize(60);
    assertThat(attempts.succeeded("beta", joined)).as("beta goes on").isNotEmpty();
    assertThat(registrations(beta)).as("lives of its engine").isEqualTo(1);
  }

  @Test
  void anEngineThatIsCutOffForAMinuteIsReplacedByTheOthersAndComesBack() throws Exception {
    carry(alpha.address());
    startAll();
    Command run = naps(alpha, 120, 2);
    awaitRunning(run);

    hosts.cut(beta);
    Instant cut = Instant.now();
    Commands.await(
        run, END, "beta's engine is dead", () -> engineHosts(alpha).equals(List.of("gamma")));
    lasts(run, Duration.ofSeconds(60).minus(Duration.between(cut, Instant.now())));
    hosts.join(beta);

    assertCameBack(run, 120, Instant.now());
  }

  @ParameterizedTest
  @EnumSource
  void anEngineThatIsCutOffOneWayIsReplacedByTheOthersAndComesBack(Way way) throws Exception {
    carry(alpha.address());
    startAll();
    Command run = naps(alpha, 80, 2);
    awaitRunning(run);

    hosts.cut(beta, way);
    Instant cut = Instant.now();
    Commands.await(
        run, END, "beta's engine is dead", () -> engineHosts(alpha).equals(List.of("gamma")));
    lasts(run, Duration.ofSeconds(20).minus(Duration.between(cut, Instant.now())));
    hosts.join(beta, way);

    assertCameBack(run, 80, Instant.now());
  }

  @Test
  void everyTaskIsDoneOnceWhenPacketsAreLateAndLost() throws Exception {
    hosts.disturb(50, 2, beta, gamma);
    carry(alpha.address());
    startAll();

    assertValuesGoAllWays(alpha);
    Attempts attempts = Attempts.of(succeeded(naps(alpha, 40, 1)), "nap");

    attempts.assertEachDoneOnce(40);
    assertThat(attempts.all()).as("one attempt a task").hasSize(40);
    assertThat(attempts.hosts()).containsExactlyInAnyOrder("beta", "gamma");
    assertThat(registrations(beta)).as("lives of its engine").isEqualTo(1);
  }

  @Test
  void hostsFindEachOtherByIpVersionSix() throws Exception {
    String address = carry(alpha.address6());
    assertThat(address).startsWith("[" + alpha.address6() + "]:");
    settings(gamma, "roundhouse.controller.host = localhost");
    start(alpha, "controller");
    start(beta, "engine");
    start(gamma, "engine", "--controller", address);
    awaitEngines();

    assertValuesGoAllWays(alpha);
    assertValuesGoAllWays(beta);
    assertThat(done(alpha, "doctor", "--json").printed()).contains(address);
    done(beta, "shutdown", "--yes");
  }

  @Test
  void aHostIsKnownByANameThatIsItsOwnLoopbackAddressToItself() throws Exception {
    carry("alpha");
    settings(beta, "roundhouse.engine { host = beta, bind-host = \"0.0.0.0\" }");
    startAll();

    assertValuesGoAllWays(alpha);
    assertValuesGoAllWays(gamma);
  }

  @Test
  void whatIsListenedAtDiffersFromWhatIsAdvertised() throws Exception {
    carry(alpha.inner());
    settings(beta, "roundhouse.engine { host = \"" + beta.inner() + "\", bind-host = \"::\" }");
    String inner = "host = \"" + gamma.inner() + "\", bind-host = \"0.0.0.0\"";
    settings(gamma, "roundhouse { engine { " + inner + " }, client { " + inner + " } }");
    startAll();

    assertValuesGoAllWays(alpha);
    assertValuesGoAllWays(gamma);
  }

  // --- what the person who keeps the cluster does

  /** Makes the profile on alpha and carries it to the others; gives the controller's address. */
  private String carry(String controllerHost) throws Exception {
    done(alpha, "profile", "create", "farm", "--from", "lan");
    settings(alpha, "roundhouse.controller.host = \"" + controllerHost + "\"");
    settings(alpha, "roundhouse.engine.slots = " + SLOTS);
    String zip = temporary.resolve("farm.zip").toString();
    done(alpha, "profile", "export", zip, "--profile", "farm");
    String address = "";
    for (Host host : List.of(beta, gamma)) {
      address =
          String.valueOf(done(host, "profile", "import", zip, "--json").json().get("address"));
    }
    return address;
  }

  private static void settings(Host host, String more) throws IOException {
    Path file = host.commands().home.resolve("profiles/farm/profile.conf");
    Files.writeString(file, more + "\n", StandardOpenOption.APPEND);
  }

  private void startAll() throws Exception {
    start(alpha, "controller");
    start(beta, "engine");
    start(gamma, "engine");
    awaitEngines();
  }

  private void start(Host host, String... words) throws Exception {
    processes.put(host, host.commands().start(ofFarm(words)));
  }

  private void awaitEngines() throws Exception {
    done(alpha, "info", "--wait", "120s", "--engines", "2", "--profile", "farm");
  }

  private static String[] ofFarm(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--profile", "farm"));
    return all.toArray(String[]::new);
  }

  private Command done(Host host, String... words) throws Exception {
    boolean named = List.of(words).contains("--profile") || words[0].equals("profile");
    Command command = host.commands().start(named ? words : ofFarm(words));
    assertThat(command.exitCode(BOUND)).as("said: %s", command.said()).isZero();
    return command;
  }

  /** A run of so many tasks, each of which waits so long. */
  private Command naps(Host host, int tasks, int seconds) throws IOException {
    String all =
        IntStream.range(0, tasks)
            .mapToObj(i -> "[ sh, -c, \"sleep " + seconds + "; echo " + i + "\" ]")
            .collect(Collectors.joining(", "));
    return run(host, "nap { type = command, inputs { args = [ " + all + " ] } }");
  }

  private Command run(Host host, String module) throws IOException {
    Path file = Files.createTempFile(temporary, "run-", ".conf");
    Files.writeString(file, "modules { " + module + " }");
    return host.commands()
        .start(ofFarm("run", file.toString(), "--schemes", "cluster", "--no-cache", "--json"));
  }

  private Map<String, Object> succeeded(Command run) throws Exception {
    assertThat(run.exitCode(BOUND)).as("said: %s", run.said()).isZero();
    assertThat(run.json()).containsEntry("status", "succeeded");
    return run.json();
  }

  private static void awaitRunning(Command run) throws Exception {
    Commands.await(run, BOUND, "tasks run", () -> says(run, "nap: running"));
  }

  /** For as long as something is to last; the run goes on meanwhile. */
  private static void lasts(Command run, Duration time) throws Exception {
    boolean ended = run.process().waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    assertThat(ended).as("the run ended meanwhile; it said: %s", run.said()).isFalse();
  }

  // --- what they see

  /** Large values go to engines and back, directly between the processes. */
  private void assertValuesGoAllWays(Host client) throws Exception {
    String text = "x".repeat(LARGE);
    String stdin = "[ \"1" + text + "\", \"2" + text + "\", \"3" + text + "\", \"4" + text + "\" ]";
    Command run =
        run(client, "big { type = command, inputs { args = [ cat ], stdin = " + stdin + " } }");
    Map<?, ?> outputs = (Map<?, ?>) ((Map<?, ?>) succeeded(run).get("outputs")).get("big");
    assertThat((List<?>) outputs.get("stdout"))
        .hasToString("[1" + text + ", 2" + text + ", 3" + text + ", 4" + text + "]");
  }

  private List<String> engineHosts(Host from) {
    try {
      List<String> names = new ArrayList<>();
      for (Object engine : (List<?>) done(from, "info", "--json").json().get("engines")) {
        names.add(String.valueOf(((Map<?, ?>) engine).get("host")));
      }
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Beta's engine is the same process in another life, and is given tasks again. */
  private void assertCameBack(Command run, int tasks, Instant joined) throws Exception {
    Commands.await(run, BOUND, "beta registers again", () -> registrations(beta) == 2);
    Attempts attempts = Attempts.of(succeeded(run), "nap");
    attempts.assertEachDoneOnce(tasks);
    assertThat(attempts.lost()).allMatch(lost -> lost.host().equals("beta"));
    assertThat(attempts.succeeded("beta", joined))
        .isNotEmpty()
        .allMatch(attempt -> attempt.pid() == processes.get(beta).process().pid());
    assertThat(engineHosts(alpha)).containsExactlyInAnyOrder("beta", "gamma");
  }

  private long registrations(Host host) {
    try {
      return processes.get(host).said().lines().filter(l -> l.contains("registered as")).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean says(Command command, String text) {
    try {
      return command.said().contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
