package dev.roundhouse.client;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * The threads on which users' dependents run, and results are decoded. A fork-join pool, because
 * one that waits for another future in a dependent is then compensated for by another thread. After
 * it is closed, what comes runs in the thread that brings it: nothing is ever lost.
 */
final class CallbackPool implements Executor, AutoCloseable {

  private static final Duration CLOSING = Duration.ofSeconds(2);

  private final ForkJoinPool pool;

  CallbackPool(int threads) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    pool =
        new ForkJoinPool(
            threads, forkJoin -> new Worker(forkJoin, loader), (thread, thrown) -> {}, true);
  }

  @Override
  public void execute(Runnable command) {
    try {
      pool.execute(command);
    } catch (RejectedExecutionException closed) {
      command.run();
    }
  }

  /** Lets what is queued run within two seconds. */
  @Override
  public void close() {
    if (!(Thread.currentThread() instanceof ForkJoinWorkerThread worker
        && worker.getPool() == pool)) {
      pool.awaitQuiescence(CLOSING.toMillis(), TimeUnit.MILLISECONDS);
    }
    pool.shutdown();
  }

  private static final class Worker extends ForkJoinWorkerThread {
    private Worker(ForkJoinPool pool, ClassLoader loader) {
      super(pool);
      setName("roundhouse-callback-" + getPoolIndex());
      setContextClassLoader(loader);
    }
  }
}
