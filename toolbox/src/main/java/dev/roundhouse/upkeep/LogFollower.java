package dev.roundhouse.upkeep;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Hands on what logs gain, until their processes have ended. Not safe for use by several threads.
 */
public final class LogFollower {

  /** Takes bytes of a log, always of one that ends where a write of its process ended. */
  @FunctionalInterface
  public interface Sink {
    void accept(ProcessLog log, byte[] bytes) throws IOException;
  }

  /** Some systems tell late of changes, and of a process's end none tells. */
  private static final long LOOK_MILLIS = 250;

  private static final int CHUNK = 1 << 16;

  private final Map<ProcessLog, Long> positions = new LinkedHashMap<>();
  private final Sink sink;

  /**
   * @param logs with the positions from which on they are handed on
   */
  public LogFollower(Map<ProcessLog, Long> logs, Sink sink) {
    positions.putAll(logs);
    this.sink = Objects.requireNonNull(sink, "sink");
  }

  /**
   * Follows them.
   *
   * @param stopped whether to end before the processes have
   */
  public void follow(BooleanSupplier stopped) throws IOException, InterruptedException {
    Set<Path> directories = new HashSet<>();
    positions.keySet().forEach(log -> directories.add(log.path().toAbsolutePath().getParent()));
    try (WatchService changes = FileSystems.getDefault().newWatchService()) {
      for (Path directory : directories) {
        directory.register(changes, StandardWatchEventKinds.ENTRY_MODIFY);
      }
      boolean over = false;
      while (!over && !stopped.getAsBoolean()) {
        // A process that ended before this look has written all that it will.
        over = positions.keySet().stream().noneMatch(LogFollower::lives);
        handOn();
        if (!over) {
          await(changes);
        }
      }
    }
  }

  private static boolean lives(ProcessLog log) {
    return log.process().flatMap(file -> file.process()).isPresent();
  }

  private static void await(WatchService changes) throws InterruptedException {
    WatchKey key = changes.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
    if (key != null) {
      key.pollEvents();
      key.reset();
    }
  }

  private void handOn() throws IOException {
    for (ProcessLog log : List.copyOf(positions.keySet())) {
      try (RandomAccessFile file = new RandomAccessFile(log.path().toFile(), "r")) {
        long position = positions.getOrDefault(log, 0L);
        if (file.length() < position) {
          position = 0;
        }
        file.seek(position);
        byte[] buffer = new byte[CHUNK];
        for (int read = file.read(buffer); read > 0; read = file.read(buffer)) {
          byte[] bytes = new byte[read];
          System.arraycopy(buffer, 0, bytes, 0, read);
          sink.accept(log, bytes);
          position += read;
        }
        positions.put(log, position);
      }
    }
  }
}
