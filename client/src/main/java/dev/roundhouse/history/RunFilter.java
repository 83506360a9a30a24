package dev.roundhouse.history;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Which runs are wanted.
 *
 * @param limit how many at most, the latest ones
 * @param statuses in which states, as documents say them; empty: any
 * @param pipeline the pipeline's name, where {@code *} stands for any text
 * @param since those that started then or later
 */
public record RunFilter(
    int limit, Set<String> statuses, Optional<String> pipeline, Optional<Instant> since) {

  /** All runs. */
  public static final RunFilter ALL =
      new RunFilter(Integer.MAX_VALUE, Set.of(), Optional.empty(), Optional.empty());

  public RunFilter {
    if (limit < 1) {
      throw new IllegalArgumentException("limit is " + limit + ", expected at least 1");
    }
    statuses = Set.copyOf(statuses);
    Objects.requireNonNull(pipeline, "pipeline");
    Objects.requireNonNull(since, "since");
  }
}
