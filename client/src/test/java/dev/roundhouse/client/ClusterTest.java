package dev.roundhouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roundhouse.RoundhouseException;
import dev.roundhouse.profile.Home;
import dev.roundhouse.profile.Profile;
import dev.roundhouse.profile.Profiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ClusterTest {

  private final TargetFixture fixture = new TargetFixture();
  private final FakeLink link = new FakeLink(fixture.make("cluster"));
  private Cluster cluster;

  @TempDir Path home;

  @BeforeEach
  void open() {
    Profile profile = Profiles.open(new Home(home), "test");
    cluster =
        new Cluster(
            () -> link,
            new SessionEngines(profile, new SessionLink(() -> link)),
            new TaskTarget(fixture.tasks, "cluster", Call.Live.MAKER, TaskOption.Chosen.NOTHING),
            Duration.ZERO);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void sendsTasksToTheSchemeOfTheClusterAndTellsTheirEngine() {
    TaskFuture<Integer> three = cluster.balanced().submit(() -> 1 + 2);
    fixture.make("cluster").runAll();

    assertThat(three.join()).isEqualTo(3);
    assertThat(three.engine()).contains("engine-1");
  }

  @Test
  void tellsHowTheClusterIs() {
    ClusterInfo info =
        ClusterInfo.disconnected("default", new ClusterInfo.StartedHere(false, List.of()));
    link.info = CompletableFuture.completedFuture(info);

    assertThat(cluster.info()).isEqualTo(info);
  }

  @Test
  void tellsWhatCameOfAShutdown() {
    ShutdownReport report = new ShutdownReport(false, Optional.of("it is protected"), List.of());
    link.shutdown = CompletableFuture.completedFuture(report);

    assertThat(cluster.shutdown()).isEqualTo(report);
    assertThat(link.asked).containsExactly("shutdown force=false deadline=PT30S");
  }

  @Test
  void throwsWhatTheLinkFailedWith() {
    RoundhouseException none = new RoundhouseException("no-cluster", "nobody answers", "start one");
    link.shutdown = CompletableFuture.failedFuture(none);

    assertThatThrownBy(cluster::shutdown).isSameAs(none);
  }

  @Test
  void stopsAndRestartsEnginesByTheirIds() {
    StopReport report = new StopReport(List.of("e1"), List.of("e2"), List.of(), List.of());
    link.stop = CompletableFuture.completedFuture(report);

    assertThat(cluster.stopEngines(List.of("e1", "e2"), Duration.ofSeconds(5))).isEqualTo(report);
    assertThat(cluster.restartEngines(List.of("e1"), Duration.ZERO)).isEqualTo(report);
    assertThat(link.asked)
        .containsExactly(
            "stop [e1, e2] restart=false deadline=PT5S", "stop [e1] restart=true deadline=PT0S");
  }

  @Test
  void stopsNoEnginesWhereNoneAreNamed() {
    assertThatThrownBy(() -> cluster.stopEngines(List.of(), Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(link.asked).isEmpty();
  }
}
