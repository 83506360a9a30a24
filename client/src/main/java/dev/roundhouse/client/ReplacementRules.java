package dev.roundhouse.client;

import dev.roundhouse.profile.Settings;
import java.time.Duration;
import java.util.Objects;

/**
 * When processes are started, and dead ones replaced.
 *
 * @param limit how often in a row, at least 0
 * @param firstPause before the second replacement in a row; the first one comes at once
 * @param longestPause pauses double up to this
 * @param stableAfter an engine that was ready for so long starts a new row
 * @param startingAtMost how many may be on their way to being ready at a time, at least 1
 */
record ReplacementRules(
    int limit,
    Duration firstPause,
    Duration longestPause,
    Duration stableAfter,
    int startingAtMost) {

  private static final Duration STABLE = Duration.ofSeconds(30);

  /**
   * Those of a profile on this machine. A starting JVM keeps more than one core busy: two for each
   * core lose no time.
   */
  static ReplacementRules of(Settings.ProcessSettings settings) {
    return new ReplacementRules(
        settings.replacements(),
        settings.pause(),
        settings.maxPause(),
        STABLE,
        2 * Runtime.getRuntime().availableProcessors());
  }

  ReplacementRules {
    if (limit < 0) {
      throw new IllegalArgumentException("limit is " + limit + ", expected at least 0");
    }
    if (startingAtMost < 1) {
      throw new IllegalArgumentException(
          "startingAtMost is " + startingAtMost + ", expected at least 1");
    }
    Objects.requireNonNull(firstPause, "firstPause");
    Objects.requireNonNull(longestPause, "longestPause");
    Objects.requireNonNull(stableAfter, "stableAfter");
  }

  /** The pause before the n-th replacement in a row, counted from 1. */
  Duration pause(int replacement) {
    if (replacement <= 1) {
      return Duration.ZERO;
    }
    int doublings = Math.min(replacement - 2, 30);
    Duration doubled = firstPause.multipliedBy(1L << doublings);
    return doubled.compareTo(longestPause) < 0 ? doubled : longestPause;
  }
}
