package dev.roundhouse.client;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * When things happened to a task, on the session's clock.
 *
 * @param submitted when the session took it
 * @param started when its latest attempt began; empty where none did yet
 * @param finished when its last attempt ended; empty where it has not, or none began
 */
public record TaskTimings(
    Instant submitted, Optional<Instant> started, Optional<Instant> finished) {

  public TaskTimings {
    Objects.requireNonNull(submitted, "submitted");
    Objects.requireNonNull(started, "started");
    Objects.requireNonNull(finished, "finished");
  }
}
