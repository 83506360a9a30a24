package dev.roundhouse.work;

import java.io.PrintStream;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes over {@code System.out} and {@code System.err} so that what a task prints belongs to the
 * task. A thread works for an attempt only while {@link #call} runs in it; threads that a task
 * starts by itself print to the process. Safe for use by several threads.
 */
public final class OutputRouter {

  private static final ThreadLocal<@Nullable OutputCapture> CURRENT = new ThreadLocal<>();
  private static final Object LOCK = new Object();

  private OutputRouter() {}

  /** The wish of one user that the streams are taken over. */
  public interface Installation extends AutoCloseable {
    /** Withdraws the wish; the last one puts the old streams back. Later calls do nothing. */
    @Override
    void close();
  }

  /** Takes the standard streams over, unless that has been done. */
  public static Installation install() {
    synchronized (LOCK) {
      RoutedStream out = take(System.out, OutputCapture.Stream.OUT, System::setOut);
      RoutedStream err = take(System.err, OutputCapture.Stream.ERR, System::setErr);
      return new Routes(out, err);
    }
  }

  /** Runs the body in this thread; what it prints goes to the capture. May be nested. */
  public static <T> T call(OutputCapture capture, Callable<T> body) throws Exception {
    Objects.requireNonNull(capture, "capture");
    OutputCapture outer = CURRENT.get();
    CURRENT.set(capture);
    try {
      return body.call();
    } finally {
      if (outer == null) {
        CURRENT.remove();
      } else {
        CURRENT.set(outer);
      }
    }
  }

  static @Nullable OutputCapture current() {
    return CURRENT.get();
  }

  private static RoutedStream take(
      PrintStream current, OutputCapture.Stream stream, Consumer<PrintStream> setter) {
    if (current instanceof RoutedStream routed) {
      routed.addUsers(1);
      return routed;
    }
    RoutedStream routed = new RoutedStream(current, stream);
    routed.addUsers(1);
    setter.accept(routed);
    return routed;
  }

  /** One user's share in the routed streams. */
  private static final class Routes implements Installation {
    private final RoutedStream out;
    private final RoutedStream err;
    private boolean closed;

    private Routes(RoutedStream out, RoutedStream err) {
      this.out = out;
      this.err = err;
    }

    @Override
    public void close() {
      synchronized (LOCK) {
        if (closed) {
          return;
        }
        closed = true;
        if (out.addUsers(-1) == 0 && System.out == out) {
          System.setOut(out.before());
        }
        if (err.addUsers(-1) == 0 && System.err == err) {
          System.setErr(err.before());
        }
      }
    }
  }
}
