package dev.roundhouse.engine;

import java.time.Duration;
import java.util.Objects;

/**
 * How long an engine looks for its controller: at first, and anew each time after it had found it
 * and lost it. Not safe for use by several threads.
 */
final class ControllerSearch {

  private final Duration patience;
  private long sinceMicros;
  private boolean found;

  /**
   * Begins the first search.
   *
   * @param patience how long each may last; zero: for ever
   */
  ControllerSearch(Duration patience, long now) {
    this.patience = Objects.requireNonNull(patience, "patience");
    this.sinceMicros = now;
  }

  /** A controller admitted the engine. */
  void found() {
    found = true;
  }

  /** A life of the engine ended; one that found nobody goes on with the search that it was in. */
  void lost(long now) {
    if (found) {
      found = false;
      sinceMicros = now;
    }
  }

  boolean isFound() {
    return found;
  }

  /** Whether it was looked for long enough, in vain. */
  boolean isOver(long now) {
    return !found && !patience.isZero() && now - sinceMicros > patience.toNanos() / 1_000;
  }
}
