package dev.roundhouse.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.module.QuietContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A program is ended with all its descendants, whatever ends the task. */
@Timeout(120)
class CommandEndTest {

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  /** Starts a child, and one that leaves its parent, and writes their process ids. */
  private static final String FAMILY =
      "sleep 600 & echo $! > child; (sleep 600 & echo $! > orphan) ; echo $$ > root; ";

  @TempDir Path folder;

  @Test
  void anInterruptEndsTheProgramAndAllItStarted() throws Exception {
    FutureTask<Object> task = new FutureTask<>(() -> run(FAMILY + "wait"));
    Thread thread = new Thread(task, "command");
    thread.start();
    List<ProcessHandle> family = family();

    thread.interrupt();
    thread.join(PATIENCE.toMillis());

    assertThat(thread.isAlive()).isFalse();
    assertThat(task)
        .failsWithin(PATIENCE)
        .withThrowableThat()
        .withCauseInstanceOf(InterruptedException.class);
    assertGone(family);
  }

  @Test
  void whatAProgramLeftRunningEndsWithIt() throws Exception {
    Future<Object> task = CompletableFuture.supplyAsync(() -> unchecked(FAMILY + "echo done"));

    assertThat(task.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).toString()).contains("done");
    assertGone(family());
  }

  @Test
  void aProgramThatIgnoresTheRequestToEndIsKilled() throws Exception {
    FutureTask<Object> task =
        new FutureTask<>(() -> run("trap '' TERM; " + FAMILY + "while true; do sleep 1; done"));
    Thread thread = new Thread(task, "command");
    thread.start();
    List<ProcessHandle> family = family();

    thread.interrupt();
    thread.join(PATIENCE.toMillis());

    assertThat(thread.isAlive()).isFalse();
    assertGone(family);
  }

  @Test
  void whenTheProcessThatRunsItIsKilledTheProgramEndsToo() throws Exception {
    Process jvm = jvm();
    try {
      List<ProcessHandle> family = family();
      await(() -> guarded(jvm), () -> "no guard among " + jvm.descendants().toList());

      jvm.destroyForcibly();

      assertGone(family);
    } finally {
      jvm.destroyForcibly();
    }
  }

  @Test
  void whenTheProcessThatRunsItEndsOrderlyTheProgramEndsToo() throws Exception {
    Process jvm = jvm();
    try {
      List<ProcessHandle> family = family();

      jvm.destroy();

      assertThat(jvm.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertGone(family);
    } finally {
      jvm.destroyForcibly();
    }
  }

  /** A process of its own that runs the family. */
  static final class Main {
    public static void main(String[] args) throws Exception {
      Path folder = Path.of(args[0]);
      new Command()
          .compute(
              Map.of("args", List.of("sh", "-c", FAMILY + "wait"), "folder", folder),
              new QuietContext(folder));
    }
  }

  private Process jvm() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            folder.toString())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** The guard is there when it is the shell, no longer the JDK's program that becomes it. */
  private static boolean guarded(Process jvm) {
    return jvm.children()
        .flatMap(child -> child.info().arguments().stream().flatMap(Stream::of))
        .anyMatch("guard"::equals);
  }

  private Object unchecked(String script) {
    try {
      return run(script);
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  private Map<String, Object> run(String script) throws Exception {
    return new Command()
        .compute(
            Map.of("args", List.of("sh", "-c", script), "folder", folder),
            new QuietContext(folder));
  }

  /** The processes whose ids were written; those that are gone already are left out. */
  private List<ProcessHandle> family() throws IOException {
    List<Path> files =
        List.of(folder.resolve("child"), folder.resolve("orphan"), folder.resolve("root"));
    await(() -> files.stream().allMatch(CommandEndTest::isWritten), () -> "family of " + folder);
    return files.stream()
        .map(CommandEndTest::pid)
        .map(ProcessHandle::of)
        .flatMap(Optional::stream)
        .toList();
  }

  private static boolean isWritten(Path file) {
    try {
      return Files.exists(file) && Files.readString(file).endsWith("\n");
    } catch (IOException unreadable) {
      return false;
    }
  }

  private static long pid(Path file) {
    try {
      return Long.parseLong(Files.readString(file).strip());
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  private static void assertGone(List<ProcessHandle> family) {
    await(
        () -> family.stream().noneMatch(ProcessHandle::isAlive),
        () -> "still alive: " + family.stream().filter(ProcessHandle::isAlive).toList());
  }

  private static void await(BooleanSupplier condition, java.util.function.Supplier<String> state) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(state).isLessThan(deadline);
      LockSupport.parkNanos(20_000_000);
    }
  }
}
