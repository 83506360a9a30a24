package dev.roundhouse.toolbox;

import dev.roundhouse.process.RunFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Waits for processes of this machine to end. */
final class ProcessEnds {

  private ProcessEnds() {}

  /** Those that live on when the bound is over. */
  static List<RunFile> await(List<RunFile> files, Duration bound) {
    long end = System.nanoTime() + bound.toNanos();
    List<RunFile> living = new ArrayList<>();
    for (RunFile file : files) {
      if (!file.awaitEnd(Duration.ofNanos(end - System.nanoTime()))) {
        living.add(file);
      }
    }
    return living;
  }

  /** Such as {@code engine e1 (pid 4711)}. */
  static String name(RunFile file) {
    String id = file.id().equals(file.role().text()) ? "" : " " + file.id();
    return file.role().text() + id + " (pid " + file.pid() + ")";
  }
}
