package dev.roundhouse.client;

import dev.roundhouse.scheme.Scheme;
import dev.roundhouse.scheme.TaskOptions;
import dev.roundhouse.work.Work;
import java.util.List;
import java.util.Objects;

/**
 * Gives tasks to schemes: numbers them, tries failed ones again where they have retries, and ends
 * those whose scheme is unknown, disabled or broken with an error that says what to do. Beside the
 * schemes it knows {@link #INTERPRETER}, the session's single thread for modules that support no
 * scheme. Safe for use by several threads; nothing blocks.
 */
interface Dispatcher {

  /** The name of the session's single interpreter thread, as a scheme. */
  String INTERPRETER = "interpreter";

  /**
   * A task to run.
   *
   * @param scheme the scheme's name, or {@link #INTERPRETER}
   * @param label for people
   */
  record Request(String scheme, String label, Work work, TaskOptions options) {
    public Request {
      Objects.requireNonNull(scheme, "scheme");
      Objects.requireNonNull(label, "label");
      Objects.requireNonNull(work, "work");
      Objects.requireNonNull(options, "options");
    }
  }

  /**
   * Submits the tasks; their events go to the listener, under the promises of {@link Scheme}. The
   * first event is one {@code Accepted} with all ids in the order of the requests. Events may come
   * before this returns, also in the calling thread. Attempts are numbered through all retries.
   *
   * @return the tasks' ids, in order
   */
  List<Long> submit(List<Request> requests, Scheme.Listener listener);

  /** Cancels these tasks; unknown and ended ones are ignored. */
  void cancel(List<Long> tasks, String reason);
}
