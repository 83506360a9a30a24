package dev.roundhouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roundhouse.profile.Home;
import dev.roundhouse.profile.Profiles;
import dev.roundhouse.value.ValueException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SessionTest {

  private static final List<Integer> NUMBERS = IntStream.range(0, 100).boxed().toList();

  private Session session;

  @BeforeEach
  void open(@TempDir Path home) {
    SessionOptions options = new SessionOptions(Profiles.open(new Home(home), "test"));
    session = Session.open(options, LoopbackLink::new);
  }

  @AfterEach
  void close() {
    session.close();
  }

  @Test
  void computesFunctionsOnThreadsOfThisProcess() {
    TaskFuture<Integer> six = session.submit(() -> 2 * 3);

    assertThat(six.join()).isEqualTo(6);
    assertThat(six.place().orElseThrow().scheme()).isEqualTo("threading");
    assertThat(six.place().orElseThrow().pid()).isEqualTo(ProcessHandle.current().pid());
  }

  @Test
  void givesFunctionsOnThreadsTheObjectsThemselves() {
    Object unserialisable = new Object();

    assertThat(session.submit(() -> unserialisable).join()).isSameAs(unserialisable);
  }

  @Test
  void mapsInOrderAndStreams() {
    assertThat(session.map(NUMBERS, x -> x * 2))
        .containsExactlyElementsOf(NUMBERS.stream().map(x -> x * 2).toList());
    try (Stream<Integer> stream = session.stream(NUMBERS, x -> x + 1)) {
      assertThat(stream.mapToInt(x -> x).sum()).isEqualTo(5050);
    }
    try (Stream<Integer> unordered = session.unordered(NUMBERS, x -> x + 1)) {
      assertThat(unordered.mapToInt(x -> x).sum()).isEqualTo(5050);
    }
  }

  @Test
  void throwsTheUsersOwnExceptionFromAMap() {
    IOException own = new IOException("at 7");

    assertThatThrownBy(() -> session.map(NUMBERS, x -> throwAt(7, x, own))).cause().isSameAs(own);
  }

  @Test
  void capturesWhatATaskPrints() {
    TaskFuture<String> future =
        session.submit(
            () -> {
              System.out.print("half way");
              return "there";
            });

    assertThat(future.join()).isEqualTo("there");
    assertThat(future.output().stdout()).isEqualTo("half way");
  }

  @Test
  void interruptsARunningTaskThatIsCancelled() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    TaskFuture<Boolean> future =
        session.submit(
            () -> {
              started.countDown();
              try {
                return new CountDownLatch(1).await(100, TimeUnit.SECONDS);
              } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
              }
            });
    assertThat(started.await(60, TimeUnit.SECONDS)).isTrue();

    assertThat(future.cancel(true)).isTrue();

    assertThat(interrupted.await(60, TimeUnit.SECONDS)).as("%s", future).isTrue();
  }

  @Test
  void sendsFunctionsToTheClusterByValue() {
    int three = 3;
    TaskFuture<Integer> six = session.cluster().balanced().submit(() -> 2 * three);

    assertThat(six.join()).isEqualTo(6);
    assertThat(six.engine()).contains("engine-1");
    assertThat(session.on("cluster").map(NUMBERS, x -> x + three))
        .containsExactlyElementsOf(NUMBERS.stream().map(x -> x + three).toList());
  }

  @Test
  void carriesTheUsersExceptionOverFromTheCluster() {
    assertThatThrownBy(
            () -> session.on("cluster").map(NUMBERS, x -> throwAt(7, x, new IOException("at 7"))))
        .cause()
        .isInstanceOf(IOException.class)
        .hasMessage("at 7");
  }

  @Test
  void computesInChildJvms() {
    int three = 3;
    TaskTarget children = session.on("multiprocessing");

    assertThat(children.submit(() -> ProcessHandle.current().pid()).join())
        .isNotEqualTo(ProcessHandle.current().pid());
    assertThat(children.map(List.of(1, 2, 3), x -> x * three)).containsExactly(3, 6, 9);
    assertThatThrownBy(() -> children.map(NUMBERS, x -> throwAt(7, x, new IOException("at 7"))))
        .cause()
        .isInstanceOf(IOException.class)
        .hasMessage("at 7");
  }

  @Test
  void failsATaskThatTakesItsChildJvmDown() {
    TaskFuture<Integer> future =
        session
            .on("multiprocessing")
            .submit(
                () -> {
                  Runtime.getRuntime().halt(42);
                  return 1;
                });

    assertThatThrownBy(future::join)
        .cause()
        .isInstanceOf(TaskFailedException.class)
        .hasMessageContaining("42");
    assertThat(future.attempts()).hasSize(3);
  }

  @Test
  void failsAtOnceWhatCannotBeSent() {
    Object lock = new Object();
    TaskFuture<String> future = session.on("cluster").submit(lock::toString);

    assertThat(future).isCompletedExceptionally();
    assertThatThrownBy(future::join).cause().isInstanceOf(ValueException.class);
    assertThatThrownBy(() -> session.on("cluster").map(List.of(lock), Object::hashCode))
        .cause()
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("java.lang.Object");
  }

  @Test
  void asksForTheClusterByNameWhileModulesMayNotTakeIt() {
    assertThat(session.schemes().list().get(0))
        .isEqualTo(new SchemeSetting("cluster", false, 0, 50));
    assertThat(session.cluster().info().profile()).isEqualTo("test");
    session.cluster().balanced().submit(() -> 1).join();
    assertThat(session.schemes().list().get(0).enabled()).isFalse();
  }

  @Test
  void servesAsAnExecutor() throws Exception {
    ExecutorService executor = session.executor();

    assertThat(executor.submit(() -> 6).get(60, TimeUnit.SECONDS)).isEqualTo(6);
    executor.shutdown();
    assertThat(executor.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    assertThat(session.submit(() -> 7).join()).isEqualTo(7);
  }

  @Test
  void cancelsWhatIsNotDoneWhenItIsClosed() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    List<TaskFuture<Boolean>> futures = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      futures.add(
          session.submit(
              () -> {
                started.countDown();
                return new CountDownLatch(1).await(100, TimeUnit.SECONDS);
              }));
    }
    assertThat(started.await(60, TimeUnit.SECONDS)).isTrue();

    session.close();

    assertThat(futures).allSatisfy(future -> assertThat(future).isCancelled());
    assertThatThrownBy(() -> session.submit(() -> 1).join())
        .isInstanceOf(CancellationException.class)
        .hasStackTraceContaining("the session was closed");
  }

  private static int throwAt(int bad, int x, IOException thrown) throws IOException {
    if (x == bad) {
      throw thrown;
    }
    return x;
  }
}
