package dev.roundhouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SessionExecutorTest {

  private final TargetFixture fixture = new TargetFixture();
  private final FakeScheme scheme = fixture.threading;
  private final SessionExecutor executor = new SessionExecutor(fixture.target());

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void computesAsAnyExecutorDoes() throws Exception {
    Future<Integer> six = executor.submit(() -> 6);
    Future<String> done = executor.submit(() -> {}, "done");
    Future<Integer> failing = executor.submit(SessionExecutorTest::fail);
    scheme.runAll();

    assertThat(six.get(30, TimeUnit.SECONDS)).isEqualTo(6);
    assertThat(done.get(30, TimeUnit.SECONDS)).isEqualTo("done");
    assertThatThrownBy(() -> failing.get(30, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(IOException.class);
  }

  @Test
  void invokesAllAndAny() throws Exception {
    List<Callable<Integer>> tasks = List.of(() -> 1, () -> 2);
    CompletableFuture<List<Future<Integer>>> all =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return executor.invokeAll(tasks);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    while (!all.isDone()) {
      scheme.runAll();
    }

    assertThat(all.get(30, TimeUnit.SECONDS)).extracting(Future::get).containsExactly(1, 2);
  }

  @Test
  void finishesWhatItHasAndTakesNoMoreAfterShutdown() throws Exception {
    Future<Integer> six = executor.submit(() -> 6);
    executor.shutdown();

    assertThat(executor.isShutdown()).isTrue();
    assertThat(executor.isTerminated()).isFalse();
    assertThat(executor.awaitTermination(1, TimeUnit.MILLISECONDS)).isFalse();
    assertThatThrownBy(() -> executor.submit(() -> 7))
        .isInstanceOf(RejectedExecutionException.class);
    scheme.runAll();
    assertThat(six.get(30, TimeUnit.SECONDS)).isEqualTo(6);
    assertThat(executor.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    assertThat(executor.isTerminated()).isTrue();
  }

  @Test
  void returnsWhatNeverStartedWhenItIsShutDownNow() throws Exception {
    Runnable queued = () -> {};
    executor.execute(queued);

    assertThat(executor.shutdownNow()).containsExactly(queued);
    assertThat(scheme.open()).isEmpty();
    assertThat(executor.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void endsWhenItsTasksAreCancelledBySomebodyElse() throws Exception {
    executor.execute(() -> {});
    executor.shutdown();
    scheme.close();

    assertThat(executor.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
  }

  private static int fail() throws IOException {
    throw new IOException("no");
  }
}
