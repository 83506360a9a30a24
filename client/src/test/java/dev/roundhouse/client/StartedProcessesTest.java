package dev.roundhouse.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.process.Role;
import dev.roundhouse.process.RunFile;
import dev.roundhouse.process.RunFiles;
import dev.roundhouse.profile.Home;
import dev.roundhouse.profile.Profile;
import dev.roundhouse.profile.Profiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Run files of processes that do nothing. */
@Timeout(120)
class StartedProcessesTest {

  @TempDir Path temporary;
  private Home home;
  private Profile profile;
  private String address;
  private final List<Process> processes = new ArrayList<>();

  @BeforeEach
  void openProfile() {
    home = new Home(temporary.resolve("home"));
    profile = Profiles.open(home, "default");
    address = "127.0.0.1:" + profile.settings().controller().port();
  }

  @AfterEach
  void endAll() throws InterruptedException {
    for (Process process : processes) {
      process.destroyForcibly();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void countsWhatWasStartedHereAndNoPrivateClusterNorWhatWasStartedByHand() throws IOException {
    write(profile, file("controller", Role.CONTROLLER, address, "start 1"));
    write(profile, file("e1", Role.ENGINE, address, "engines start 2"));
    write(profile, file("e2", Role.ENGINE, address, RunFile.TERMINAL));
    write(profile, file("e1", Role.ENGINE, "127.0.0.1:9", "run 3"));
    write(profile, file("controller", Role.CONTROLLER, "127.0.0.1:9", "run 3").asExclusive());

    assertThat(StartedProcesses.of(profile).startedHere())
        .isEqualTo(new ClusterInfo.StartedHere(true, List.of("e1")));
  }

  @Test
  void leavesDetachedOnesRunningAndForgetsThem() throws IOException {
    RunFile detached = write(profile, file("e1", Role.ENGINE, address, "start 1").asDetached());
    RunFile kept = write(profile, file("e2", Role.ENGINE, address, "start 5"));

    StartedProcesses.of(profile).leave();

    StartedProcesses after = StartedProcesses.of(profile);
    assertThat(after.all()).containsExactly(kept);
    assertThat(after.detached()).isEmpty();
    assertThat(detached.process()).isPresent();
    StartedProcesses.of(profile).leave();
    assertThat(StartedProcesses.of(profile).kept()).containsExactly(kept);
  }

  @Test
  void endsDetachedOnesAndLeavesThoseWithAnOwnerToIt() throws IOException {
    RunFile controller =
        write(profile, file("controller", Role.CONTROLLER, address, "start 1").asDetached());
    RunFile engine = write(profile, file("e1", Role.ENGINE, address, "start 1").asDetached());
    RunFile kept = write(profile, file("e2", Role.ENGINE, address, "start 5"));

    assertThat(StartedProcesses.of(profile).terminate(Duration.ofSeconds(30))).isEmpty();

    assertThat(controller.process()).isEmpty();
    assertThat(engine.process()).isEmpty();
    assertThat(kept.process()).isPresent();
    assertThat(StartedProcesses.of(profile).terminate(Duration.ZERO)).isEmpty();
  }

  @Test
  void killsWhatDoesNotEndInTime() throws IOException {
    RunFile deaf =
        write(
            profile,
            file(
                    "e1",
                    Role.ENGINE,
                    address,
                    "start 1",
                    "sh",
                    "-c",
                    "trap '' TERM; echo deaf; sleep 90; :")
                .asDetached());
    assertThat(processes.get(0).inputReader().readLine()).isEqualTo("deaf");

    assertThat(StartedProcesses.of(profile).terminate(Duration.ofMillis(200)))
        .containsExactly(deaf);

    assertThat(deaf.process()).isEmpty();
    assertThat(RunFiles.of(profile).all()).isEmpty();
  }

  @Test
  void tellsTheClustersOfAllProfilesApart() throws IOException {
    Profile other = Profiles.open(home, "test");
    RunFile controller = write(profile, file("controller", Role.CONTROLLER, address, "start 1"));
    RunFile engine = write(profile, file("e1", Role.ENGINE, address, "start 1"));
    write(other, file("e1", Role.ENGINE, "far:1", "start 2"));

    List<RunningCluster> clusters = RunningCluster.of(home);

    assertThat(clusters).hasSize(2);
    assertThat(clusters.get(0).controller()).contains(controller);
    assertThat(clusters.get(0).engines()).containsExactly(engine);
    assertThat(clusters.get(1).address()).isEqualTo("far:1");
    assertThat(clusters.get(1).controller()).isEmpty();
    assertThat(RunningCluster.of(new Home(temporary.resolve("empty")))).isEmpty();
  }

  private static RunFile write(Profile profile, RunFile file) {
    RunFiles.of(profile).write(file);
    return file;
  }

  private RunFile file(String id, Role role, String where, String owner) throws IOException {
    return file(id, role, where, owner, "sleep", "90");
  }

  private RunFile file(String id, Role role, String where, String owner, String... command)
      throws IOException {
    Process process = new ProcessBuilder(command).start();
    processes.add(process);
    return new RunFile(
        process.pid(),
        process.info().startInstant().orElseThrow(),
        role,
        id,
        where,
        "default",
        owner,
        false,
        false,
        false,
        Optional.empty());
  }
}
