package dev.roundhouse.scheme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.engine.EngineNode;
import dev.roundhouse.link.ClusterScheme;
import dev.roundhouse.wire.ClientCommand.EnginesStopped;
import dev.roundhouse.work.Payload;
import dev.roundhouse.work.Work;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A client stops an engine of a real controller. */
@Timeout(180)
class EngineStopTest extends SchemeFixture {

  private static final Duration LONG = Duration.ofMinutes(2);

  @TempDir Path home;
  private TestCluster cluster;
  private EngineNode engine;
  private ClusterScheme link;

  @BeforeEach
  void startCluster() throws Exception {
    cluster = new TestCluster(home, "plain", 1, Map.of());
    engine = cluster.engines().get(0);
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

  @Test
  void itFinishesWhatItComputesAndThenEnds() throws Exception {
    Path gate = gate("gate");
    long running = submit(link, Behaviour.holds(gate));
    log.awaitStart(running);

    CompletableFuture<EnginesStopped> stop = stop("e1", false, LONG);
    awaitStatus("draining");
    assertThat(stop).isNotDone();
    release(gate);

    assertThat(stop.get(60, TimeUnit.SECONDS).stopped()).containsExactly("e1");
    assertThat(log.awaitEnd(running).attempts()).hasSize(1);
    engine.ended().toCompletableFuture().get(60, TimeUnit.SECONDS);
    assertThat(engine.wantsRestart()).isFalse();
  }

  @Test
  void whatItHasNotFinishedAtTheDeadlineIsDoneElsewhere() throws Exception {
    Path gate = gate("gate");
    long running = submit(link, Behaviour.holds(gate));
    log.awaitStart(running);

    EnginesStopped stopped = stop("e1", true, Duration.ZERO).get(60, TimeUnit.SECONDS);
    engine.ended().toCompletableFuture().get(60, TimeUnit.SECONDS);
    cluster.startEngine();
    release(gate);

    assertThat(stopped.stopped()).containsExactly("e1");
    assertThat(log.awaitEnd(running).attempts())
        .extracting(Attempt::status)
        .containsExactly(Attempt.Status.LOST, Attempt.Status.SUCCEEDED);
    assertThat(engine.wantsRestart()).isTrue();
  }

  private CompletableFuture<EnginesStopped> stop(String id, boolean restart, Duration deadline) {
    return link.stopEngines(List.of(id), restart, deadline).toCompletableFuture();
  }

  private void awaitStatus(String status) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    String last;
    do {
      last = link.info().toCompletableFuture().get(60, TimeUnit.SECONDS).engines().toString();
      assertThat(System.nanoTime()).as("engines become %s: %s", status, last).isLessThan(end);
    } while (!last.contains(status));
  }
}
