package dev.roundhouse.scheme;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Limits of a task.
 *
 * @param attempts how often a lost attempt is tried, the first included; at least 1
 * @param retries how often an exception of the user's code is tried again; 0: it is final
 * @param queueTimeout longest wait before the first attempt starts
 * @param runTimeout longest run of one attempt
 * @param priority higher starts earlier within one scheme; ties go by order of submission
 * @param waits it mostly waits: threading may use a virtual thread
 */
public record TaskOptions(
    int attempts,
    int retries,
    Optional<Duration> queueTimeout,
    Optional<Duration> runTimeout,
    int priority,
    boolean waits) {

  public static final TaskOptions DEFAULTS =
      new TaskOptions(3, 0, Optional.empty(), Optional.empty(), 0, false);

  public TaskOptions {
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts is " + attempts + ", expected at least 1");
    }
    if (retries < 0) {
      throw new IllegalArgumentException("retries is " + retries + ", expected at least 0");
    }
    Objects.requireNonNull(queueTimeout, "queueTimeout");
    Objects.requireNonNull(runTimeout, "runTimeout");
  }
}
