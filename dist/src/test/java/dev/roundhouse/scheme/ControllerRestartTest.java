package dev.roundhouse.scheme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.link.ClusterScheme;
import dev.roundhouse.work.Payload;
import dev.roundhouse.work.Work;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The controller dies and another one comes at its address. */
@Timeout(180)
class ControllerRestartTest extends SchemeFixture {

  @TempDir Path home;
  private TestCluster cluster;
  private ClusterScheme link;

  @BeforeEach
  void startCluster() throws Exception {
    Map<String, String> quick = Map.of("roundhouse.lease", "3s", "roundhouse.heartbeat", "500ms");
    cluster = new TestCluster(home, "plain", 1, quick);
    link = opened(cluster.link(log));
  }

  @AfterEach
  void closeCluster() throws Exception {
    cluster.close();
  }

  @Override
  protected Scheme create(int size, Scheme.Listener listener) {
    throw new AssertionError("the link of this test is the scheme");
  }

  @Override
  protected Work work(Behaviour behaviour) {
    return PortableBehaviour.work(behaviour);
  }

  @Override
  protected Object value(Payload payload) {
    return PortableBehaviour.value(payload);
  }

  /** Computed again it could not make its mark, and would fail. */
  @Test
  void whatEndedWhileThereWasNoControllerIsNotComputedAgain() throws Exception {
    Path gate = gate("gate");
    Path mark = folder.resolve("mark");
    long task = submit(link, Behaviour.holdsThenMarks(gate, mark));
    log.awaitStart(task);

    cluster.endController();
    release(gate);
    awaitFile(mark);
    cluster.startController();

    assertThat(result(task)).isEqualTo("released");
    List<Attempt> attempts = log.awaitEnd(task).attempts();
    assertThat(attempts).extracting(Attempt::status).containsExactly(Attempt.Status.SUCCEEDED);
  }

  private static void awaitFile(Path file) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!Files.exists(file)) {
      assertThat(System.nanoTime()).as("the task makes %s", file).isLessThan(end);
      Thread.onSpinWait();
    }
  }
}
