package dev.roundhouse.builtin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A program and all that it started. Programs whose parent has ended are found by a mark in their
 * environment where the system shows it, else by having been seen while their parents lived. Safe
 * for use by several threads.
 */
final class ProgramTree {

  /** Variable of the environment that every program of the tree inherits. */
  static final String MARK = "ROUNDHOUSE_PROGRAM";

  private static final Path PROC = Path.of("/proc");
  private static final boolean MARKS_SHOW = Files.isReadable(PROC.resolve("self/environ"));
  private static final long GRACE_MILLIS = 1000;
  private static final int ROUNDS = 10;

  private final String mark;
  private final Set<ProcessHandle> seen = new HashSet<>();
  private Optional<ProcessHandle> root = Optional.empty();
  private Optional<ProgramGuard> guard = Optional.empty();
  private boolean ended;

  ProgramTree(String mark) {
    this.mark = mark;
  }

  /** Starts the program, unless the tree was ended already. */
  synchronized Process start(ProcessBuilder builder) throws IOException {
    if (ended) {
      throw new IOException(Program.ENDING);
    }
    builder.environment().put(MARK, mark);
    Process process = builder.start();
    root = Optional.of(process.toHandle());
    return process;
  }

  /**
   * Called now and then while the program runs. From the first call on, which short programs never
   * reach, it is also ended when this process is killed.
   */
  synchronized void watch() {
    if (ended) {
      return;
    }
    ProcessHandle program = root.orElseThrow();
    if (guard.isEmpty()) {
      guard = Optional.of(ProgramGuard.start(program.pid(), mark));
    }
    if (!MARKS_SHOW) {
      program.descendants().forEach(seen::add);
    }
  }

  /** Ends all: asks, waits a second, then kills. Returns when none is left that can be found. */
  synchronized void end() {
    if (ended) {
      return;
    }
    Set<ProcessHandle> alive = alive();
    alive.forEach(ProcessHandle::destroy);
    boolean interrupted = await(alive);
    alive = alive();
    for (int round = 0; round < ROUNDS && !alive.isEmpty(); round++) {
      alive.forEach(ProcessHandle::destroyForcibly);
      interrupted |= await(alive);
      alive = alive();
    }
    guard.ifPresent(ProgramGuard::dismiss);
    ended = true;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private Set<ProcessHandle> alive() {
    Set<ProcessHandle> found = new HashSet<>(seen);
    root.filter(ProcessHandle::isAlive)
        .ifPresent(
            program -> {
              found.add(program);
              program.descendants().forEach(found::add);
            });
    if (MARKS_SHOW) {
      found.addAll(marked());
    }
    found.removeIf(handle -> !handle.isAlive());
    return found;
  }

  private Set<ProcessHandle> marked() {
    Set<ProcessHandle> found = new HashSet<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : processes) {
        if (isMarked(process)) {
          ProcessHandle.of(Long.parseLong(process.getFileName().toString())).ifPresent(found::add);
        }
      }
    } catch (IOException unreadable) {
      return found;
    }
    return found;
  }

  /** Other users' processes cannot be read, and some end meanwhile: they are not ours. */
  private boolean isMarked(Path process) {
    try {
      byte[] environment = Files.readAllBytes(process.resolve("environ"));
      return new String(environment, StandardCharsets.ISO_8859_1).contains(MARK + "=" + mark);
    } catch (IOException unreadable) {
      return false;
    }
  }

  /** Waits for their end within the grace; true where the wait was interrupted. */
  private static boolean await(Set<ProcessHandle> processes) {
    CompletableFuture<?>[] ends =
        processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(ends).get(GRACE_MILLIS, TimeUnit.MILLISECONDS);
      return false;
    } catch (InterruptedException impatient) {
      return true;
    } catch (ExecutionException | TimeoutException late) {
      return false;
    }
  }
}
