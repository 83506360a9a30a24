package dev.roundhouse.toolbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.roundhouse.client.ClusterInfo;
import dev.roundhouse.cluster.Machine;
import dev.roundhouse.process.Role;
import dev.roundhouse.process.RunFile;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RestartPlanTest {

  private static final String HERE = Machine.here().host();

  private final ClusterInfo info =
      info(
          engine("e1", HERE, 1),
          engine("e2", HERE, 2),
          engine("e3", HERE, 3),
          engine("e4", "far", 4));
  private final List<RunFile> local =
      List.of(
          file("e1", 1, "start 9", false),
          file("e2", 2, "engines start 8", true),
          file("e3", 3, RunFile.TERMINAL, false),
          file("e9", 4, "start 9", false));

  @Test
  void sortsEnginesByWhoWouldStartOthersInTheirPlace() {
    RestartPlan plan = RestartPlan.of(info, List.of(), local);

    assertThat(plan.keptIds()).containsExactly("e1");
    assertThat(plan.detachedIds()).containsExactly("e2");
    assertThat(plan.left()).containsOnlyKeys("e3", "e4");
    assertThat(plan.before()).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
  }

  @Test
  void takesOnlyThoseThatAreNamed() {
    assertThat(RestartPlan.of(info, List.of("e2"), local).ids()).containsExactly("e2");
  }

  @Test
  void refusesWhatWasStartedElsewhereOrByHand() {
    CommandFailure failure =
        catchThrowableOfType(
            CommandFailure.class, () -> RestartPlan.of(info, List.of("e1", "e3", "e4"), local));

    assertThat(failure.exit()).isEqualTo(ExitCode.REFUSED);
    assertThat(failure.text()).contains("e3", "by hand", "e4", "far").doesNotContain("e1");
  }

  @Test
  void refusesAnIdThatThereIsNot() {
    CommandFailure failure =
        catchThrowableOfType(
            CommandFailure.class, () -> RestartPlan.of(info, List.of("e1", "e7"), local));

    assertThat(failure.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(failure.text()).contains("e7");
  }

  private static ClusterInfo info(ClusterInfo.Engine... engines) {
    return new ClusterInfo(
        "default",
        true,
        Optional.empty(),
        List.of(engines),
        new ClusterInfo.TaskCounts(0, 0, 0, 0),
        new ClusterInfo.StartedHere(false, List.of()));
  }

  private static ClusterInfo.Engine engine(String id, String host, long pid) {
    return new ClusterInfo.Engine(
        id, host, pid, "Linux", 1, 0, 0, false, 0, "ready", List.of(), 0, 0);
  }

  private static RunFile file(String id, long pid, String owner, boolean detached) {
    return new RunFile(
        pid,
        Instant.EPOCH,
        Role.ENGINE,
        id,
        "127.0.0.1:1",
        "default",
        owner,
        detached,
        false,
        false,
        Optional.empty());
  }
}
