package dev.roundhouse.client;

import java.util.EnumSet;
import java.util.Set;

/** Where a task stands, as far as the session has heard. */
public enum TaskStatus {
  /** Handed to a scheme, not started; also while it waits for another try. */
  QUEUED,
  /** An attempt computes it. */
  RUNNING,
  /** Ended with a result. */
  SUCCEEDED,
  /** Ended with an error. */
  FAILED,
  /** Ended without a result because somebody cancelled it. */
  CANCELLED;

  /** Whether nothing can change any more. */
  public boolean ended() {
    return this == SUCCEEDED || this == FAILED || this == CANCELLED;
  }

  /**
   * The statuses that may follow this one. A running task whose attempt failed or was lost is told
   * of again when the next attempt starts, so it stays {@code RUNNING} in between.
   */
  Set<TaskStatus> next() {
    return ended() ? Set.of() : EnumSet.of(RUNNING, SUCCEEDED, FAILED, CANCELLED);
  }
}
