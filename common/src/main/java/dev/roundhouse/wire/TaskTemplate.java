package dev.roundhouse.wire;

import java.util.Objects;

/**
 * What many tasks of a client share; one object for all of them in memory, written once a batch.
 *
 * @param code id of the code
 * @param session of the client, the same over all its connections; with a task's number it names
 *     the task for all time
 * @param label for people, at most {@value #MAX_LABEL} characters
 * @param attempts how often a lost attempt is tried, the first included
 * @param queueTimeoutMillis longest wait before the first attempt starts; 0: no bound
 * @param runTimeoutMillis longest run of one attempt; 0: no bound
 * @param priority higher starts earlier among the client's tasks
 */
public record TaskTemplate(
    String code,
    String session,
    String label,
    int attempts,
    long queueTimeoutMillis,
    long runTimeoutMillis,
    int priority) {

  public static final int MAX_LABEL = 100;

  public TaskTemplate {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(session, "session");
    label = label.length() > MAX_LABEL ? label.substring(0, MAX_LABEL) : label;
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts is " + attempts + ", expected at least 1");
    }
  }
}
