package dev.roundhouse.bench;

import dev.roundhouse.bench.Table.Figure;
import dev.roundhouse.client.Session;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;

/** Empty tasks through a session's threads, beside a bare pool of as many threads. */
final class ThreadsBench {

  private static final int TASKS = 200_000;
  private static final int WINDOW = 20_000;
  private static final int SINGLE = 20_000;
  private static final int WARM_UP = 5;
  private static final int REPETITIONS = 7;

  private ThreadsBench() {}

  static void run(Path program, Table table) throws Exception {
    int size = Math.max(2, Runtime.getRuntime().availableProcessors());
    ExecutorService pool = Executors.newFixedThreadPool(size);
    try (Session session = Session.open("test")) {
      session.schemes().resize("threading", size);
      IntFunction<CompletableFuture<Integer>> bare =
          i -> CompletableFuture.supplyAsync(() -> i, pool);
      IntFunction<CompletableFuture<Integer>> ours = i -> session.submit(() -> i);
      for (int i = 0; i < WARM_UP; i++) {
        Load.flood(TASKS, WINDOW, bare);
        Load.flood(TASKS, WINDOW, ours);
      }
      Figure floor =
          table.measure(
              "bare pool of " + size + " threads",
              "tasks/s",
              REPETITIONS,
              () -> Load.flood(TASKS, WINDOW, bare));
      Figure through =
          table.measure(
              "session.submit on threads",
              "tasks/s",
              REPETITIONS,
              () -> Load.flood(TASKS, WINDOW, ours));
      table.against(through, floor);
      Load.latency(SINGLE, bare);
      Load.latency(SINGLE, ours);
      Figure quickest =
          table.measure(
              "bare pool, a single task", "µs", REPETITIONS, () -> Load.latency(SINGLE, bare));
      Figure single =
          table.measure(
              "session.submit, a single task", "µs", REPETITIONS, () -> Load.latency(SINGLE, ours));
      table.against(single, quickest);
    } finally {
      pool.shutdownNow();
    }
  }
}
