package dev.roundhouse.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AttemptContextTest implements AttemptContext.Reporter {

  @TempDir Path folder;
  private final List<Object> reports = new ArrayList<>();

  /** Sub-tasks that no thread of a pool has taken. */
  private final Queue<Runnable> pool = new ArrayDeque<>();

  @Override
  public void progress(double fraction) {
    reports.add(fraction);
  }

  @Override
  public void published(String name, Object value) {
    reports.add(name + "=" + value);
  }

  private AttemptContext open() {
    return new AttemptContext(
        new AttemptContext.Surroundings(pool::add, folder.resolve("scratch")),
        new OutputCapture(any -> {}),
        this);
  }

  @Test
  void clampsProgressAndIgnoresWhatIsNoNumber() {
    AttemptContext context = open();
    context.progress(-1);
    context.progress(0.5);
    context.progress(7);
    context.progress(Double.NaN);
    context.publish("x", 1);
    context.close();
    context.progress(0.9);
    context.publish("x", 2);
    assertThat(reports).containsExactly(0.0, 0.5, 1.0, "x=1");
  }

  @Test
  void computesASubTaskInTheThreadThatWaitsForItWhereThePoolIsFull() throws Exception {
    AttemptContext context = open();
    Future<Thread> future = context.submit(Thread::currentThread);
    assertThat(future.get()).isSameAs(Thread.currentThread());
    pool.forEach(Runnable::run);
    assertThat(future.get()).isSameAs(Thread.currentThread());
  }

  @Test
  void startsASubTaskOnItsOwnThreadForWhoWaitsWithALimit() throws Exception {
    Future<Thread> future = open().submit(Thread::currentThread);
    assertThat(future.get(30, TimeUnit.SECONDS)).isNotSameAs(Thread.currentThread());
  }

  @Test
  void cancelsSubTasksWithTheAttempt() {
    AttemptContext context = open();
    Future<Integer> future = context.submit(() -> 1);
    context.cancel();
    assertThat(context.cancelled()).isTrue();
    assertThat(future.isCancelled()).isTrue();
    assertThatThrownBy(() -> context.submit(() -> 2)).isInstanceOf(CancellationException.class);
  }

  @Test
  void makesAScratchDirectoryOnFirstUseAndDeletesItWithItsContent() throws Exception {
    AttemptContext context = open();
    assertThat(folder.resolve("scratch")).doesNotExist();
    Path directory = context.scratchDirectory();
    Files.createDirectories(directory.resolve("a/b"));
    Files.writeString(directory.resolve("a/b/c"), "c");
    assertThat(context.scratchDirectory()).isEqualTo(directory);
    context.close();
    assertThat(directory).doesNotExist();
    assertThatThrownBy(context::scratchDirectory)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("has ended");
  }
}
