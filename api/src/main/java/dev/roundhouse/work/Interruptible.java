package dev.roundhouse.work;

import java.util.Objects;
import java.util.concurrent.Callable;

/**
 * A body on a thread that can be interrupted only while the body runs: no interrupt comes before
 * it, and none outlives it. Safe for use by several threads.
 */
public final class Interruptible {

  private final Thread thread;
  private boolean inside;
  private boolean interrupted;

  /**
   * @param thread the one that is going to call {@link #call}
   */
  public Interruptible(Thread thread) {
    this.thread = Objects.requireNonNull(thread, "thread");
  }

  /**
   * Runs the body in the calling thread.
   *
   * @throws InterruptedException it was interrupted before
   */
  public <T> T call(Callable<T> body) throws Exception {
    synchronized (this) {
      if (interrupted) {
        throw new InterruptedException("interrupted before it began");
      }
      inside = true;
    }
    try {
      return body.call();
    } finally {
      synchronized (this) {
        inside = false;
        Thread.interrupted();
      }
    }
  }

  /** Interrupts the body now, or keeps it from beginning; does nothing after it ended. */
  public synchronized void interrupt() {
    interrupted = true;
    if (inside) {
      thread.interrupt();
    }
  }

  /** The thread of the body. */
  public Thread thread() {
    return thread;
  }
}
