package dev.roundhouse.scheme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roundhouse.client.CleanUp;
import dev.roundhouse.client.Cluster;
import dev.roundhouse.client.ClusterInfo;
import dev.roundhouse.client.Session;
import dev.roundhouse.client.SessionOptions;
import dev.roundhouse.client.StartedProcesses;
import dev.roundhouse.process.RunFiles;
import dev.roundhouse.profile.Home;
import dev.roundhouse.profile.Profile;
import dev.roundhouse.profile.Profiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A program that starts its own engines. */
@Tag("long")
@Timeout(300)
class SessionEnginesIT {

  private static final int BOUND_SECONDS = 120;

  @TempDir Path home;
  private Profile profile;

  @BeforeEach
  void open() {
    profile = Profiles.open(new Home(home), "default");
  }

  @AfterEach
  void endAll() {
    processes()
        .forEach(
            process -> {
              process.destroyForcibly();
              process.onExit().orTimeout(BOUND_SECONDS, TimeUnit.SECONDS).join();
            });
  }

  @Test
  void itsEnginesComputeAndEndWithIt() throws Exception {
    try (Session session = Session.open(new SessionOptions(profile))) {
      Cluster cluster = session.cluster();
      cluster.start(1).get(BOUND_SECONDS, TimeUnit.SECONDS);
      assertThat(processes()).as("a controller and an engine").hasSize(2);

      ClusterInfo info = cluster.info();
      assertThat(info.engines()).hasSize(1).allMatch(ClusterInfo.Engine::startedHere);
      assertThat(info.controller().orElseThrow().startedHere()).isTrue();
      assertThat(cluster.balanced().map(List.of(1, 2, 3), x -> x + 1)).containsExactly(2, 3, 4);
      assertThatThrownBy(() -> cluster.start(0)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(processes()).isEmpty();
  }

  @Test
  void whatItDetachedLivesOnAndServesTheNextSession() throws Exception {
    try (Session session = Session.open(new SessionOptions(profile))) {
      session.cluster().start(1).get(BOUND_SECONDS, TimeUnit.SECONDS);
      session.cluster().detach();
    }
    assertThat(processes()).hasSize(2);

    try (Session next = Session.open(new SessionOptions(profile))) {
      next.cluster().start(1).get(BOUND_SECONDS, TimeUnit.SECONDS);
      assertThat(next.cluster().info().engines()).hasSize(2);
      assertThat(next.cluster().balanced().map(List.of(1), x -> 2 * x)).containsExactly(2);
    }
    assertThat(processes()).as("its own engine ended with it").hasSize(2);

    StartedProcesses started = StartedProcesses.of(profile);
    assertThat(started.terminate(Duration.ofSeconds(20))).as("had to be killed").isEmpty();
    assertThat(processes()).isEmpty();
  }

  @Test
  void afterAShutdownItSaysSoAtOnceAndMayStartAgain() throws Exception {
    try (Session session = Session.open(new SessionOptions(profile))) {
      Cluster cluster = session.cluster();
      cluster.start(1).get(BOUND_SECONDS, TimeUnit.SECONDS);
      assertThat(cluster.shutdown().accepted()).isTrue();

      cluster.start(1).get(BOUND_SECONDS, TimeUnit.SECONDS);
      assertThat(cluster.balanced().map(List.of(1, 2), x -> x + 1)).containsExactly(2, 3);
    }
    assertThat(processes()).isEmpty();
  }

  @Test
  void itsProcessesAreForgottenAndLeftOrEnded() throws Exception {
    try (Session session = Session.open(new SessionOptions(profile))) {
      session.cluster().start(1).get(BOUND_SECONDS, TimeUnit.SECONDS);
      session.cluster().cleanUp(CleanUp.LEAVE);
      assertThat(StartedProcesses.of(profile).all()).as("no longer started here").isEmpty();
      assertThat(session.cluster().info().engines()).hasSize(1);

      session.cluster().start(1).get(BOUND_SECONDS, TimeUnit.SECONDS);
      assertThat(processes()).hasSize(3);
      session.cluster().cleanUp(CleanUp.TERMINATE);
      assertThat(processes()).as("what was left before stays").hasSize(2);
      assertThat(session.cluster().shutdown().accepted()).isTrue();
    }
    for (ProcessHandle process : processes()) {
      process.onExit().get(BOUND_SECONDS, TimeUnit.SECONDS);
    }
  }

  private List<ProcessHandle> processes() {
    return RunFiles.of(profile).live().stream().flatMap(file -> file.process().stream()).toList();
  }
}
