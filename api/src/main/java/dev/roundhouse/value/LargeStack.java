package dev.roundhouse.value;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** Runs what recurses deeply on a thread of its own. */
final class LargeStack {
  /** Deepest nesting on the caller's thread. */
  static final int SHALLOW = 200;

  /** Deepest nesting on a thread with a large stack. */
  static final int DEEP = 100_000;

  private static final long STACK_BYTES = 256L << 20;

  private LargeStack() {}

  /** Waits for the result; an interrupt is handed on to the thread that works. */
  static <T> T run(ClassLoader loader, Supplier<T> work) {
    FutureTask<T> task = new FutureTask<>(work::get);
    Thread thread = new Thread(null, task, "roundhouse-deep-value", STACK_BYTES);
    thread.setDaemon(true);
    thread.setContextClassLoader(loader);
    thread.start();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true;
          thread.interrupt();
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (CancellationException e) {
      throw new IllegalStateException("nobody cancels this task", e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
