package dev.roundhouse.history;

import dev.roundhouse.scheme.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;

/**
 * An attempt at a task of a module, after it ended.
 *
 * @param task which task of the module, from 0
 */
public record AttemptRecord(int task, Attempt attempt) {

  public AttemptRecord {
    Objects.requireNonNull(attempt, "attempt");
  }

  /** How it ended, as documents say it. */
  public String status() {
    return attempt.status().name().toLowerCase(Locale.ROOT);
  }

  /** On the session's clock. */
  public Instant startedAt() {
    return Instant.EPOCH.plus(attempt.startedMicros(), ChronoUnit.MICROS);
  }

  /** On the session's clock. */
  public Instant finishedAt() {
    return Instant.EPOCH.plus(attempt.finishedMicros(), ChronoUnit.MICROS);
  }

  /** How long it computed. */
  public Duration elapsed() {
    return Duration.between(startedAt(), finishedAt());
  }
}
