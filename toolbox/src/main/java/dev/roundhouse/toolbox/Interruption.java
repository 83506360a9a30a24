package dev.roundhouse.toolbox;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What Ctrl-C and SIGTERM do while a command works: they ask it to end, tell it to give up what
 * does not end, and let it say a last word, all within 5 s. The JVM then ends with the signal's own
 * code, 130 or 143, or with 130 where time ran out.
 */
final class Interruption implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMillis(3400);

  /** Everything is to be over within 5 s of Ctrl-C, on a busy machine too. */
  private static final Duration BOUND = Duration.ofMillis(4500);

  /** For the last words; a reader of standard output may be stuck. */
  private static final Duration LAST = Duration.ofMillis(300);

  private static final Duration MARGIN = Duration.ofSeconds(5);

  private final Plea plea;
  private final CountDownLatch finished = new CountDownLatch(1);
  private final AtomicBoolean fired = new AtomicBoolean();
  private final Thread hook = new Thread(this::onShutdown, "roundhouse-interrupted");

  /**
   * What is asked of the command, one after the other while it has not ended; each returns soon.
   */
  interface Plea {

    /** To end in order. */
    void end();

    /** To end without waiting for what does not end. */
    default void giveUp() {}

    /** To say what is known: the JVM ends at once. */
    default void lastWords() {}
  }

  private Interruption(Plea plea) {
    this.plea = Objects.requireNonNull(plea, "plea");
  }

  /** Begins to listen. */
  static Interruption listen(Plea plea) {
    Interruption interruption = new Interruption(plea);
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
    plea.end();
    awaitFinished(BOUND.plus(MARGIN));
  }

  private void haltWhenLate() {
    long deadline = System.nanoTime() + BOUND.toNanos();
    if (!awaitFinished(PATIENCE)) {
      plea.giveUp();
    }
    boolean done = awaitFinished(Duration.ofNanos(deadline - System.nanoTime()));
    CountDownLatch said = new CountDownLatch(1);
    if (!done) {
      speakLast(said);
    }
    // Where the command is done, other hooks may hang; what was started ends by its lifeline then.
    await(said, Duration.ofNanos(deadline - System.nanoTime()).plus(LAST));
    Runtime.getRuntime().halt(ExitCode.INTERRUPTED.number());
  }

  private void speakLast(CountDownLatch said) {
    Thread speaker =
        new Thread(
            () -> {
              plea.lastWords();
              said.countDown();
            },
            "roundhouse-last-words");
    speaker.setDaemon(true);
    speaker.start();
  }

  /** Whether the command finished within the bound. */
  private boolean awaitFinished(Duration bound) {
    return await(finished, bound);
  }

  private static boolean await(CountDownLatch latch, Duration bound) {
    try {
      return latch.await(bound.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
