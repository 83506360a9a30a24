package dev.roundhouse.history;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * How a run ended.
 *
 * @param status a final state, as documents say it
 * @param at on the session's clock
 * @param problems what someone should know although the states do not show it
 */
public record RunEnd(String status, Instant at, List<String> problems) {

  public RunEnd {
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(at, "at");
    problems = List.copyOf(problems);
  }
}
