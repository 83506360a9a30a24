package dev.roundhouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roundhouse.scheme.Attempt;
import dev.roundhouse.scheme.Captured;
import dev.roundhouse.scheme.Scheme;
import dev.roundhouse.scheme.SchemeEvent;
import dev.roundhouse.work.Outcome;
import dev.roundhouse.work.Payload;
import dev.roundhouse.work.TaskError;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TaskFutureTest {

  private final TargetFixture fixture = new TargetFixture();
  private final FakeScheme scheme = fixture.threading;

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void completesWithTheResultAndTellsTheTasksStory() {
    TaskFuture<Integer> six = fixture.target().submit(() -> 2 * 3);

    assertThat(six.id()).isEqualTo(1);
    assertThat(six.status()).isEqualTo(TaskStatus.QUEUED);
    assertThat(six.place()).isEmpty();
    assertThat(six.timings().submitted()).isEqualTo(TargetFixture.NOW);
    assertThat(six.timings().started()).isEmpty();
    scheme.run(1);

    assertThat(six.join()).isEqualTo(6);
    assertThat(six.status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(six.attempts())
        .extracting(Attempt::status)
        .containsExactly(Attempt.Status.SUCCEEDED);
    assertThat(six.place()).contains(scheme.place());
    assertThat(six.engine()).isEmpty();
    assertThat(six.timings().started()).contains(Instant.ofEpochSecond(1));
    assertThat(six.timings().finished()).contains(Instant.ofEpochSecond(2));
    assertThat(six.output()).isEqualTo(new Captured("out", "err"));
    assertThat(six.progress()).isEqualTo(1);
  }

  @Test
  void showsOutputProgressAndPublishedValuesWhileTheTaskRuns() {
    TaskFuture<Integer> six = fixture.target().submit(() -> 2 * 3);
    scheme.start(1);
    scheme.tellOf(new SchemeEvent.Output(1, 1, false, "half "));
    scheme.tellOf(new SchemeEvent.Output(1, 1, false, "done"));
    scheme.tellOf(new SchemeEvent.Output(1, 1, true, "hm"));
    scheme.tellOf(new SchemeEvent.Progress(1, 1, 0.5));
    scheme.tellOf(new SchemeEvent.Published(1, 1, "sum", new Payload.Live(3)));
    scheme.tellOf(new SchemeEvent.Published(1, 1, "sum", new Payload.Live(4)));

    assertThat(six.status()).isEqualTo(TaskStatus.RUNNING);
    assertThat(six.output()).isEqualTo(new Captured("half done", "hm"));
    assertThat(six.progress()).isEqualTo(0.5);
    assertThat(six.published()).containsExactly(java.util.Map.entry("sum", 4));
    assertThat(six.timings().started()).contains(Instant.ofEpochSecond(1));
  }

  @Test
  void completesWithTheUsersOwnException() {
    IOException own = new IOException("no such signal");
    TaskFuture<Integer> future =
        fixture
            .target()
            .submit(
                () -> {
                  throw own;
                });
    scheme.run(1);

    assertThatThrownBy(future::join).isInstanceOf(CompletionException.class).cause().isSameAs(own);
    assertThatThrownBy(future::get).isInstanceOf(ExecutionException.class).cause().isSameAs(own);
    assertThat(future.status()).isEqualTo(TaskStatus.FAILED);
  }

  @Test
  void completesWithAProductExceptionWhereNoExceptionOfTheUserIsAtHand() {
    TaskFuture<Integer> future = fixture.target().submit(() -> 6);
    scheme.end(
        1,
        new Outcome.Failed(
            TaskError.of(TaskError.Kind.TIMEOUT, "run-timeout", "ran longer than 2 s")));

    assertThatThrownBy(future::join)
        .cause()
        .isInstanceOfSatisfying(
            TaskFailedException.class,
            thrown -> {
              assertThat(thrown.code()).isEqualTo("run-timeout");
              assertThat(thrown).hasMessage("ran longer than 2 s");
              assertThat(thrown.kind()).isEqualTo(TaskError.Kind.TIMEOUT);
            });
  }

  @Test
  void cancelsTheTaskAndCompletesAtOnce() {
    TaskFuture<Integer> future = fixture.target().submit(() -> 6);

    assertThat(future.cancel(true)).isTrue();

    assertThat(future).isCancelled();
    assertThat(scheme.open()).isEmpty();
    assertThat(future.status()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(scheme.told()).last().isInstanceOf(Scheme.Command.Cancel.class);
  }

  @Test
  void completesAsCancelledWhereSomebodyElseCancelledTheTask() {
    TaskFuture<Integer> future = fixture.target().submit(() -> 6);
    scheme.end(1, new Outcome.Cancelled("the session was closed"));

    assertThat(future).isCancelled();
    assertThatThrownBy(future::join)
        .isInstanceOf(CancellationException.class)
        .hasStackTraceContaining("the session was closed");
  }

  @Test
  void leavesTheTaskAloneWhenItIsCompletedByHand() {
    TaskFuture<Integer> future = fixture.target().submit(() -> 6);

    assertThat(future.complete(7)).isTrue();

    assertThat(future.cancel(true)).isFalse();
    assertThat(scheme.open()).containsExactly(1L);
    scheme.run(1);
    assertThat(future.join()).isEqualTo(7);
    assertThat(future.status()).isEqualTo(TaskStatus.SUCCEEDED);
  }

  @Test
  void leavesTheTaskAloneWhenACopyIsCancelledOrCompleted() throws Exception {
    TaskFuture<Integer> future = fixture.target().submit(() -> 6);
    CompletableFuture<Integer> copy = future.copy();
    CompletableFuture<Integer> dependent = future.thenApply(x -> x + 1);

    copy.complete(7);
    dependent.cancel(true);

    assertThat(future).isNotDone();
    assertThat(scheme.open()).containsExactly(1L);
    scheme.run(1);
    assertThat(future.get(30, TimeUnit.SECONDS)).isEqualTo(6);
  }

  @Test
  void runsDependentsOnTheCallbackPoolWhicheverWayTheyAreAdded() throws Exception {
    TaskFuture<Integer> future = fixture.target().submit(() -> 6);
    CompletableFuture<String> before = future.thenApply(x -> thread());
    CompletableFuture<String> chained = future.thenApply(x -> x).thenApply(x -> thread());
    CompletableFuture<String> handled = future.handle((x, thrown) -> thread());
    CompletableFuture<String> composed =
        future.thenCompose(x -> CompletableFuture.completedFuture(thread()));
    CompletableFuture<String> combined = future.thenCombine(before, (x, y) -> thread());
    scheme.run(1);
    CompletableFuture<String> after = future.thenApply(x -> thread());

    for (CompletableFuture<String> one :
        List.of(before, chained, handled, composed, combined, after)) {
      assertThat(one.get(30, TimeUnit.SECONDS)).isEqualTo(TargetFixture.CALLBACK_THREAD);
    }
  }

  @Test
  void failsWithWhatWasWrongWhenItsFunctionCannotBeSent() {
    IllegalArgumentException wrong = new IllegalArgumentException("cannot be serialised");
    TaskFuture<Integer> future =
        fixture.tasks.submit(
            "threading",
            TaskOption.Chosen.NOTHING,
            () -> {
              throw wrong;
            });

    assertThatThrownBy(future::join).cause().isSameAs(wrong);
    assertThat(future.status()).isEqualTo(TaskStatus.FAILED);
    assertThat(future.id()).isPositive();
    assertThat(scheme.told()).isEmpty();
  }

  @Test
  void triesAnExceptionAgainWhenItHasRetries() {
    int[] tries = new int[1];
    TaskFuture<Integer> future =
        fixture
            .target()
            .with(TaskOption.retries(2))
            .submit(
                () -> {
                  if (++tries[0] < 3) {
                    throw new IOException("try " + tries[0]);
                  }
                  return tries[0];
                });
    for (int i = 0; i < 3; i++) {
      scheme.runAll();
      fixture.turnTimers();
    }

    assertThat(future.join()).isEqualTo(3);
    assertThat(future.attempts()).extracting(Attempt::number).containsExactly(1, 2, 3);
  }

  private static String thread() {
    return Thread.currentThread().getName();
  }
}
