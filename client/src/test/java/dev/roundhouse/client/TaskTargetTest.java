package dev.roundhouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roundhouse.scheme.Scheme;
import dev.roundhouse.scheme.SchemeTask;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TaskTargetTest {

  private static final List<Integer> NUMBERS = IntStream.range(0, 10).boxed().toList();

  private final TargetFixture fixture = new TargetFixture();
  private final FakeScheme scheme = fixture.threading;

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void mapsInOrderWhateverTheOrderOfTheEnds() throws Exception {
    CompletableFuture<List<Integer>> map =
        CompletableFuture.supplyAsync(() -> fixture.target().map(NUMBERS, x -> x * x));
    List<Long> open = awaitOpen(10);
    for (int i = open.size() - 1; i >= 0; i--) {
      scheme.run(open.get(i));
    }

    assertThat(map.get(30, TimeUnit.SECONDS)).containsExactly(0, 1, 4, 9, 16, 25, 36, 49, 64, 81);
    assertThat(scheme.told()).hasSize(1);
  }

  @Test
  void mapsNothingToNothing() {
    assertThat(fixture.target().map(List.<Integer>of(), x -> x + 1)).isEmpty();
  }

  @Test
  void cancelsTheRestOfAMapAndThrowsTheFirstFailure() {
    CompletableFuture<List<Integer>> map =
        CompletableFuture.supplyAsync(() -> fixture.target().map(NUMBERS, x -> failAt(7, x)));
    List<Long> open = awaitOpen(10);
    scheme.run(open.get(7));

    assertThatThrownBy(() -> map.get(30, TimeUnit.SECONDS))
        .cause()
        .isInstanceOf(IOException.class)
        .hasMessage("at 7");
    assertThat(scheme.open()).isEmpty();
  }

  @Test
  void throwsFromAMapThatSomebodyCancelled() {
    CompletableFuture<List<Integer>> map =
        CompletableFuture.supplyAsync(() -> fixture.target().map(NUMBERS, x -> x));
    awaitOpen(10);
    scheme.close();

    assertThatThrownBy(() -> map.get(30, TimeUnit.SECONDS))
        .cause()
        .isInstanceOf(CancellationException.class)
        .hasMessage("the scheme was closed");
  }

  @Test
  void cancelsTheRestOfAMapWhoseCallerIsInterrupted() throws Exception {
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    Thread caller =
        new Thread(
            () -> {
              try {
                fixture.target().map(NUMBERS, x -> x);
              } catch (CancellationException e) {
                thrown.complete(Thread.currentThread().isInterrupted() ? e : null);
              }
            });
    caller.start();
    awaitOpen(10);
    caller.interrupt();

    assertThat(thrown.get(30, TimeUnit.SECONDS)).isNotNull();
    assertThat(scheme.open()).isEmpty();
  }

  @Test
  void streamsResultsInOrderWithoutWaitingForAll() {
    try (Stream<Integer> results = fixture.target().stream(NUMBERS, x -> x * 10)) {
      Iterator<Integer> iterator = results.iterator();
      CompletableFuture<Integer> first = CompletableFuture.supplyAsync(iterator::next);
      List<Long> open = awaitOpen(10);
      scheme.run(open.get(1));
      assertThat(first).isNotDone();
      scheme.run(open.get(0));

      assertThat(first.orTimeout(30, TimeUnit.SECONDS).join()).isZero();
      assertThat(iterator.next()).isEqualTo(10);
    }
    assertThat(scheme.open()).as("after closing the stream").isEmpty();
  }

  @Test
  void handsOutUnorderedResultsAsTheyCome() {
    try (Stream<Integer> results = fixture.target().unordered(NUMBERS, x -> x * 10)) {
      Iterator<Integer> iterator = results.iterator();
      CompletableFuture<Integer> first = CompletableFuture.supplyAsync(iterator::next);
      scheme.run(awaitOpen(10).get(4));

      assertThat(first.orTimeout(30, TimeUnit.SECONDS).join()).isEqualTo(40);
    }
  }

  @Test
  void submitsAStreamsTasksOnlySoFarAhead() {
    Iterable<Integer> endless = () -> Stream.iterate(0, x -> x + 1).iterator();
    try (Stream<Integer> results = fixture.target().stream(endless, x -> x)) {
      Iterator<Integer> iterator = results.iterator();
      CompletableFuture<Integer> first = CompletableFuture.supplyAsync(iterator::next);
      List<Long> open = awaitOpen(1024);
      scheme.run(open.get(0));
      first.orTimeout(30, TimeUnit.SECONDS).join();

      assertThat(scheme.open()).hasSize(1023);
    }
  }

  @Test
  void cancelsAStreamAtItsFirstFailureWhateverItsPlaceInOrder() {
    try (Stream<Integer> results = fixture.target().stream(NUMBERS, x -> failAt(5, x))) {
      CompletableFuture<List<Integer>> all = CompletableFuture.supplyAsync(results::toList);
      scheme.run(awaitOpen(10).get(5));

      assertThatThrownBy(() -> all.orTimeout(30, TimeUnit.SECONDS).join())
          .isInstanceOf(CompletionException.class)
          .rootCause()
          .hasMessage("at 5");
      assertThat(scheme.open()).isEmpty();
    }
  }

  @Test
  void givesItsOptionsToEveryTask() {
    fixture
        .target()
        .with(TaskOption.label("sweep"), TaskOption.priority(4), TaskOption.waits())
        .with(TaskOption.runTimeout(Duration.ofSeconds(9)), TaskOption.attempts(2))
        .submit(() -> 1);

    SchemeTask task = ((Scheme.Command.Submit) scheme.told().get(0)).tasks().get(0);
    assertThat(task.label()).isEqualTo("sweep");
    assertThat(task.options().priority()).isEqualTo(4);
    assertThat(task.options().waits()).isTrue();
    assertThat(task.options().runTimeout()).contains(Duration.ofSeconds(9));
    assertThat(task.options().attempts()).isEqualTo(2);
  }

  @Test
  void refusesAnOptionOutOfItsRange() {
    assertThatThrownBy(() -> fixture.target().with(TaskOption.retries(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1");
  }

  @Test
  void failsATaskForASchemeThatDoesNotExist() {
    TaskTarget nowhere =
        new TaskTarget(fixture.tasks, "quantum", Call.Live.MAKER, TaskOption.Chosen.NOTHING);

    assertThatThrownBy(() -> nowhere.submit(() -> 1).join())
        .cause()
        .isInstanceOfSatisfying(
            TaskFailedException.class,
            thrown -> assertThat(thrown.code()).isEqualTo("unknown-scheme"))
        .hasMessage("there is no scheme quantum, expected one of [cluster, threading]");
  }

  private static int failAt(int bad, int x) throws IOException {
    if (x == bad) {
      throw new IOException("at " + x);
    }
    return x;
  }

  private List<Long> awaitOpen(int count) {
    org.assertj.core.api.Assertions.assertThat(
            CompletableFuture.supplyAsync(
                    () -> {
                      while (scheme.open().size() < count) {
                        Thread.onSpinWait();
                      }
                      return true;
                    })
                .completeOnTimeout(false, 30, TimeUnit.SECONDS)
                .join())
        .as("%d tasks within 30 s, there are %s", count, scheme.open())
        .isTrue();
    return scheme.open();
  }
}
