package dev.roundhouse.scheme;

import dev.roundhouse.work.Outcome;
import dev.roundhouse.work.TaskError;
import java.util.Objects;
import java.util.Optional;

/**
 * One try at a task, after it ended.
 *
 * @param number counts from 1 within the task
 * @param status how it ended
 * @param place where it ran
 * @param startedMicros since 1970, on the session's clock
 * @param finishedMicros since 1970, on the session's clock
 * @param error why it failed or was lost
 */
public record Attempt(
    int number,
    Status status,
    Place place,
    long startedMicros,
    long finishedMicros,
    Optional<TaskError> error) {

  /** How an attempt ended. */
  public enum Status {
    SUCCEEDED,
    FAILED,
    CANCELLED,
    /** Its process or link died, or it was given up. */
    LOST
  }

  public Attempt {
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(error, "error");
  }

  /** An attempt that ended with the outcome, not by a loss. */
  static Attempt ended(int number, Outcome outcome, Place place, long started, long finished) {
    if (outcome instanceof Outcome.Failed failed) {
      Optional<TaskError> error = Optional.of(failed.error());
      return new Attempt(number, Status.FAILED, place, started, finished, error);
    }
    Status status = outcome instanceof Outcome.Succeeded ? Status.SUCCEEDED : Status.CANCELLED;
    return new Attempt(number, status, place, started, finished, Optional.empty());
  }

  /** An attempt whose process died. */
  static Attempt lost(int number, TaskError error, Place place, long started, long finished) {
    return new Attempt(number, Status.LOST, place, started, finished, Optional.of(error));
  }
}
