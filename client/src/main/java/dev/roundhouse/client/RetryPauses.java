package dev.roundhouse.client;

import java.time.Duration;
import java.util.Objects;

/**
 * How long a task waits before its next try: the first pause, then twice the one before.
 *
 * @param first before the second try
 * @param longest no pause is longer
 */
record RetryPauses(Duration first, Duration longest) {

  static final RetryPauses DEFAULT =
      new RetryPauses(Duration.ofMillis(100), Duration.ofSeconds(30));

  private static final int MOST_DOUBLINGS = 30;

  RetryPauses {
    Objects.requireNonNull(first, "first");
    Objects.requireNonNull(longest, "longest");
    if (first.isNegative() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "the pauses are " + first + " to " + longest + ", expected 0 or more, in rising order");
    }
  }

  /**
   * The pause before another try.
   *
   * @param failures tries that failed so far, at least 1
   */
  Duration after(int failures) {
    Duration pause = first.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
    return pause.compareTo(longest) > 0 ? longest : pause;
  }
}
