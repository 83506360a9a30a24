package dev.roundhouse.bench;

import dev.roundhouse.client.Session;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** What a task costs in memory that waits for a thread, with its future held by the user. */
final class MemoryBench {

  private static final int THREADS = 2;
  private static final int TASKS = 500_000;
  private static final int REPETITIONS = 3;

  private MemoryBench() {}

  static void run(Path program, Table table) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try (Session session = Session.open("test")) {
      session.schemes().resize("threading", THREADS);
      IntFunction<CompletableFuture<Integer>> bare =
          i -> CompletableFuture.supplyAsync(() -> i, pool);
      Table.Figure floor =
          table.measure(
              "a queued task of a bare pool",
              "bytes",
              REPETITIONS,
              () -> perTask(gate -> CompletableFuture.supplyAsync(() -> wait(gate), pool), bare));
      IntFunction<CompletableFuture<Integer>> ours = i -> session.submit(() -> i);
      Table.Figure queued =
          table.measure(
              "a queued task of session.submit",
              "bytes",
              REPETITIONS,
              () -> perTask(gate -> session.submit(() -> wait(gate)), ours));
      table.against(queued, floor);
    } finally {
      pool.shutdownNow();
    }
  }

  /** Begins tasks that hold the threads until their gate opens. */
  @FunctionalInterface
  private interface Holder {
    CompletableFuture<Integer> hold(CountDownLatch gate);
  }

  private static int wait(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }

  private static double perTask(Holder holder, IntFunction<CompletableFuture<Integer>> submit)
      throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    List<CompletableFuture<Integer>> held = new ArrayList<>(TASKS + THREADS);
    for (int i = 0; i < THREADS; i++) {
      held.add(holder.hold(gate));
    }
    long before = liveHeap();
    for (int i = 0; i < TASKS; i++) {
      held.add(submit.apply(i));
    }
    double bytes = (double) (liveHeap() - before) / TASKS;
    gate.countDown();
    CompletableFuture.allOf(held.toArray(new CompletableFuture<?>[0])).get(5, TimeUnit.MINUTES);
    return bytes;
  }

  private static long liveHeap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
