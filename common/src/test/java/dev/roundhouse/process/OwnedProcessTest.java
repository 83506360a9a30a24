package dev.roundhouse.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.roundhouse.profile.Home;
import dev.roundhouse.profile.Profile;
import dev.roundhouse.profile.Profiles;
import dev.roundhouse.profile.SetupException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class OwnedProcessTest {

  private static final Duration WAIT = Duration.ofSeconds(60);

  @TempDir Path temporary;
  private Profile profile;
  private Path drained;
  private final List<ProcessHandle> started = new ArrayList<>();

  @BeforeEach
  void openProfile() {
    profile = Profiles.open(new Home(temporary.resolve("home")), "test");
    drained = temporary.resolve("drained");
  }

  @AfterEach
  void endAll() {
    started.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle process : started) {
      assertThat(process.onExit()).as("end of %s", process).succeedsWithin(WAIT);
    }
  }

  @Test
  void reportsItsAddressKeepsARunFileAndEndsOrderlyWhenItsLifelineIsCut() throws Exception {
    OwnedProcess server = start("serves");

    assertThat(ready(server)).isEqualTo("127.0.0.1:4711");
    assertThat(RunFiles.of(profile).live())
        .singleElement()
        .satisfies(
            file -> {
              assertThat(file.pid()).isEqualTo(server.pid());
              assertThat(file.owner()).isEqualTo("the test");
              assertThat(file.address()).isEqualTo("127.0.0.1:4711");
              assertThat(file.detached()).isFalse();
              assertThat(file.log()).contains(server.log());
            });

    assertThat(server.stop(WAIT)).isEqualTo(new ProcessEnd(0));
    assertThat(drained).hasContent("drained");
    assertThat(RunFiles.of(profile).all()).isEmpty();
    assertThat(Files.readString(server.log())).contains("ready for nonsense");
  }

  @Test
  void itsRunFileGoesAlsoWhereItIsKilled() throws Exception {
    OwnedProcess server = start("serves");
    ready(server);
    assertThat(RunFiles.of(profile).all()).hasSize(1);

    server.kill();
    assertThat(server.onExit()).succeedsWithin(WAIT);

    assertThat(server.stop(WAIT)).isEqualTo(new ProcessEnd(137));
    assertThat(RunFiles.of(profile).all()).isEmpty();
  }

  @Test
  void endsWhenItsOwnerIsKilled() throws Exception {
    Process owner = startOwner("holds");
    ProcessHandle server = serverOf(owner);

    owner.destroyForcibly();

    assertThat(server.onExit()).as("the orphan's end").succeedsWithin(WAIT);
    assertThat(drained).hasContent("drained");
  }

  @Test
  void livesOnAfterItsOwnerWhereItWasDetachedAndEndsBySigterm() throws Exception {
    Process owner = startOwner("detaches");
    ProcessHandle server = serverOf(owner);

    assertThat(owner.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(owner.exitValue()).isZero();
    assertThat(server.isAlive()).isTrue();
    assertThat(RunFiles.of(profile).live()).singleElement().matches(RunFile::detached);

    server.destroy();

    assertThat(server.onExit()).succeedsWithin(WAIT);
    assertThat(drained).hasContent("drained");
  }

  @Test
  void ignoresTheTerminalsSignals() throws Exception {
    OwnedProcess server = start("serves");
    ready(server);

    signal("INT", server.pid());
    signal("HUP", server.pid());

    server.detach(WAIT);
    assertThat(server.isAlive()).isTrue();
    assertThat(server.stop(WAIT)).isEqualTo(new ProcessEnd(0));
  }

  @Test
  void endsWithinTheBoundWhereDrainingHangs() throws Exception {
    OwnedProcess server = start("hangs-at-end");
    ready(server);

    signal("TERM", server.pid());

    assertThat(server.onExit().get(60, TimeUnit.SECONDS)).isEqualTo(new ProcessEnd(0));
  }

  @Test
  void tellsWhyAServerCouldNotStart() {
    OwnedProcess server = start("fails");

    assertThat(failureOf(server)).hasMessageContaining("the port 1 is taken\nby somebody \\ else");
  }

  @Test
  void showsExitCodeAndLogOfAServerThatCrashed() {
    OwnedProcess server = start("crashes");

    assertThat(failureOf(server))
        .hasMessageContaining("exit code 7")
        .hasMessageContaining("something terrible");
  }

  @Test
  void endsWithACodeOfItsOwnAfterABug() {
    OwnedProcess server = start("has-a-bug");

    assertThat(failureOf(server)).hasMessageContaining("exit code 1").hasMessageContaining("a bug");
  }

  @Test
  void killsAServerThatIsNotReadyInTime() throws Exception {
    profile =
        Profiles.open(profile.home(), "test", Map.of("roundhouse.processes.start-timeout", "3s"));
    OwnedProcess server = start("is-never-ready");

    assertThat(failureOf(server)).hasMessageContaining("3s");
    assertThat(server.onExit().get(60, TimeUnit.SECONDS).text())
        .isEqualTo("killed by signal 9 (KILL)");
  }

  private OwnedProcess start(String behaviour) {
    OwnedProcess server =
        new ProcessStarter(profile, "the test")
            .start(
                JvmCommand.of(Role.ENGINE, profile)
                    .mainClass(SampleServer.class.getName())
                    .argument(behaviour, drained.toString()));
    ProcessHandle.of(server.pid()).ifPresent(started::add);
    return server;
  }

  private Process startOwner(String behaviour) throws IOException {
    List<String> words =
        JvmCommand.of(Role.CLI, profile.home())
            .mainClass(SampleOwner.class.getName())
            .argument("test", behaviour, drained.toString())
            .words();
    Process owner =
        new ProcessBuilder(words).redirectError(temporary.resolve("owner.log").toFile()).start();
    started.add(owner.toHandle());
    return owner;
  }

  private ProcessHandle serverOf(Process owner) throws IOException {
    BufferedReader lines = owner.inputReader();
    String pid = lines.readLine();
    assertThat(pid).as(Files.readString(temporary.resolve("owner.log"))).isNotNull();
    ProcessHandle server = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    started.add(server);
    return server;
  }

  private static String ready(OwnedProcess server) throws Exception {
    return server.ready().get(60, TimeUnit.SECONDS);
  }

  private static SetupException failureOf(OwnedProcess server) {
    Throwable failure = catchThrowable(() -> ready(server));
    assertThat(failure).hasCauseInstanceOf(SetupException.class);
    return (SetupException) failure.getCause();
  }

  private static void signal(String name, long pid) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(pid)).start();
    assertThat(kill.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(kill.exitValue()).isZero();
  }
}
