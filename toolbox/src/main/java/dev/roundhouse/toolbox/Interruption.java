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

  /** Everything is to be over within 5 s of Ctrl-C, on a busy machine too. */
  private static final Duration BOUND = Duration.ofMillis(3500);

  private static final Duration MARGIN = Duration.ofSeconds(5);

  private final Runnable ask;
  private final Runnable lastWords;
  private final CountDownLatch finished = new CountDownLatch(1);
  private final AtomicBoolean fired = new AtomicBoolean();
  private final Thread hook = new Thread(this::onShutdown, "roundhouse-interrupted");

  private Interruption(Runnable ask, Runnable lastWords) {
    this.ask = Objects.requireNonNull(ask, "ask");
    this.lastWords = Objects.requireNonNull(lastWords, "lastWords");
  }

  /**
   * Begins to listen.
   *
   * @param ask asks the command to end; returns soon
   * @param lastWords what is said where it does not end in time
   */
  static Interruption listen(Runnable ask, Runnable lastWords) {
    Interruption interruption = new Interruption(ask, lastWords);
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
    Thread watchdog = new Thread(this::haltWhenLate, "roundhouse-halts");
    watchdog.setDaemon(true);
    watchdog.start();
    ask.run();
    awaitFinished();
  }

  private void awaitFinished() {
    try {
      finished.await(BOUND.toMillis() + MARGIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Other hooks may hang; what was started ends by its lifeline then. */
  private void haltWhenLate() {
    try {
      TimeUnit.MILLISECONDS.sleep(BOUND.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    lastWords.run();
    Runtime.getRuntime().halt(ExitCode.INTERRUPTED.number());
  }
}
