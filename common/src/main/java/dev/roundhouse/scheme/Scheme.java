package dev.roundhouse.scheme;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A way to execute tasks. Commands go in by {@link #tell}, events come out at the listener that it
 * was made with; both never block. For every task that was submitted there is exactly one {@link
 * SchemeEvent.Ended}, whatever happens to threads, processes and links, and none of another kind
 * after it. Events of one task come in order: {@code Accepted}, then for each attempt {@code
 * Started} and any {@code Output} and {@code Progress}, then {@code Ended}.
 *
 * <p>One contract suite runs against every implementation. Safe for use by several threads.
 */
public interface Scheme extends AutoCloseable {

  /**
   * Receives events on the scheme's own threads or, within {@link Scheme#tell}, on the caller's;
   * must be quick and must not throw. No lock of the scheme is held meanwhile, so it may tell the
   * scheme more.
   */
  interface Listener extends Consumer<SchemeEvent> {}

  /** The name that settings use: {@code threading}, {@code multiprocessing}, {@code cluster}. */
  String name();

  /** Hands over a command; after {@link #close} a submitted task ends as cancelled. */
  void tell(Command command);

  /** Cancels everything, waits for the grace, releases threads, processes and links. */
  @Override
  void close();

  /** What a scheme is told. */
  sealed interface Command {

    /** Runs these tasks, in this order as far as there is room. */
    record Submit(List<SchemeTask> tasks) implements Command {
      public Submit {
        tasks = List.copyOf(tasks);
      }
    }

    /**
     * Ends these tasks as cancelled: queued ones at once, running ones by interrupt and, after the
     * grace, by force. Unknown and ended tasks are ignored.
     */
    record Cancel(List<Long> tasks, String reason) implements Command {
      public Cancel {
        tasks = List.copyOf(tasks);
        Objects.requireNonNull(reason, "reason");
      }
    }

    /** Changes the number of slots for tasks not yet started; running ones finish. */
    record Resize(int size) implements Command {
      public Resize {
        if (size < 1) {
          throw new IllegalArgumentException("size is " + size + ", expected at least 1");
        }
      }
    }

    /**
     * Starts no queued task any more and lets running ones finish within the deadline, then cancels
     * them; answered by {@link SchemeEvent.Drained}.
     */
    record Drain(Duration deadline) implements Command {
      public Drain {
        Objects.requireNonNull(deadline, "deadline");
      }
    }
  }
}
