package dev.roundhouse.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A recorded run in a line.
 *
 * @param status as documents say it
 * @param finishedAt empty while it runs
 * @param host name of the session's machine
 * @param modules how many it has
 * @param failed how many of them failed
 * @param cached how many of them were taken from the cache
 */
public record RunSummary(
    RunHeader header,
    String status,
    Optional<Instant> finishedAt,
    String host,
    int modules,
    int failed,
    int cached) {

  public RunSummary {
    Objects.requireNonNull(header, "header");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(finishedAt, "finishedAt");
    Objects.requireNonNull(host, "host");
  }

  /** The run's id. */
  public String id() {
    return header.id();
  }

  /** How long it took; empty while it runs. */
  public Optional<Duration> elapsed() {
    return finishedAt.map(at -> Duration.between(header.startedAt(), at));
  }
}
