package dev.roundhouse.toolbox;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What Ctrl-C and SIGTERM do while a command works: they ask it to end, and give it a bounded time
 * for that. The JVM then ends with the signal's own code, 130 or 143.
 */
final class Interruption implements AutoCloseable {

  /** Everything is to be over within 5 s of Ctrl-C. */
  private static final Duration BOUND = Duration.ofMillis(4500);

  private final Runnable ask;
  private final CountDownLatch finished = new CountDownLatch(1);
  private final AtomicBoolean fired = new AtomicBoolean();
  private final Thread hook = new Thread(this::onShutdown, "roundhouse-interrupted");

  private Interruption(Runnable ask) {
    this.ask = Objects.requireNonNull(ask, "ask");
  }

  /**
   * Begins to listen.
   *
   * @param ask asks the command to end; returns soon
   */
  static Interruption listen(Runnable ask) {
    Interruption interruption = new Interruption(ask);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  /** Whether the command was asked to end. */
  boolean fired() {
    return fired.get();
  }

  /** The command has ended and said all that it had to say. */
  @Override
  public void close() {
    finished.countDown();
    if (!fired.get()) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The JVM ends already: the hook finds the command finished and returns.
        fired.set(true);
      }
    }
  }

  private void onShutdown() {
    if (finished.getCount() == 0) {
      return;
    }
    fired.set(true);
    Thread watchdog = new Thread(Interruption::haltWhenLate, "roundhouse-halts");
    watchdog.setDaemon(true);
    watchdog.start();
    ask.run();
    awaitFinished();
  }

  private void awaitFinished() {
    try {
      finished.await(BOUND.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Other hooks may hang; what was started ends by its lifeline then. */
  private static void haltWhenLate() {
    try {
      TimeUnit.MILLISECONDS.sleep(BOUND.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(ExitCode.INTERRUPTED.number());
  }
}
