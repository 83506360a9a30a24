package dev.roundhouse.scheme;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that does things later; after {@link #close} nothing more is done. */
final class Timers implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Timers.class);

  private final ScheduledThreadPoolExecutor executor;

  Timers(String threadName) {
    executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, threadName);
              thread.setDaemon(true);
              return thread;
            },
            new ThreadPoolExecutor.DiscardPolicy());
    executor.setRemoveOnCancelPolicy(true);
  }

  Future<?> after(Duration delay, Runnable action) {
    return executor.schedule(() -> act(action), delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  private static void act(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      LOG.error("A timer's action threw", e);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
