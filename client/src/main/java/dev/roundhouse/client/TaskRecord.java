package dev.roundhouse.client;

import dev.roundhouse.scheme.Attempt;
import dev.roundhouse.scheme.Place;
import dev.roundhouse.work.TaskError;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One attempt at one task of a module.
 *
 * @param index which task of the module, from 0 in the order of its results
 * @param attempt counts from 1 within the task
 * @param status how it ended
 * @param place where it ran
 * @param startedAt on the session's clock
 * @param finishedAt on the session's clock
 * @param error why it failed or was lost
 */
public record TaskRecord(
    int index,
    int attempt,
    Attempt.Status status,
    Place place,
    Instant startedAt,
    Instant finishedAt,
    Optional<TaskError> error) {

  public TaskRecord {
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(startedAt, "startedAt");
    Objects.requireNonNull(finishedAt, "finishedAt");
    Objects.requireNonNull(error, "error");
  }

  static TaskRecord of(int index, Attempt attempt) {
    return new TaskRecord(
        index,
        attempt.number(),
        attempt.status(),
        attempt.place(),
        RunClock.instant(attempt.startedMicros()),
        RunClock.instant(attempt.finishedMicros()),
        attempt.error());
  }
}
