package dev.roundhouse.toolbox;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.roundhouse.process.RunFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Waits for processes of this machine to end. */
final class ProcessEnds {

  private ProcessEnds() {}

  /** Those that live on when the bound is over. */
  static List<RunFile> await(List<RunFile> files, Duration bound) {
    long end = System.nanoTime() + bound.toNanos();
    List<RunFile> living = new ArrayList<>();
    for (RunFile file : files) {
      Optional<ProcessHandle> process = file.process();
      if (process.isPresent() && !ends(process.get(), Math.max(0, end - System.nanoTime()))) {
        living.add(file);
      }
    }
    return living;
  }

  private static boolean ends(ProcessHandle process, long nanos) {
    CompletableFuture<ProcessHandle> exit = process.onExit();
    return exit.thenApply(ended -> true).completeOnTimeout(false, nanos, NANOSECONDS).join();
  }

  /** Such as {@code engine e1 (pid 4711)}. */
  static String name(RunFile file) {
    String id = file.id().equals(file.role().text()) ? "" : " " + file.id();
    return file.role().text() + id + " (pid " + file.pid() + ")";
  }
}
