package dev.roundhouse.link;

/** Whether a link drains: it hands nothing over any more, and what is at the cluster ends. */
final class LinkDrain {

  private enum State {
    NONE,
    DRAINING,
    /** It was told that nothing is at the cluster any more. */
    DRAINED
  }

  private State state = State.NONE;
  private long deadlineMicros;

  void begin(long deadline) {
    state = State.DRAINING;
    deadlineMicros = deadline;
  }

  /** Whether nothing is handed over any more. */
  boolean begun() {
    return state != State.NONE;
  }

  /** Whether it is over by this; true once. */
  boolean endsWith(int running) {
    if (state != State.DRAINING || running > 0) {
      return false;
    }
    state = State.DRAINED;
    return true;
  }

  /** Whether what still runs had its time. */
  boolean late(long now) {
    return state == State.DRAINING && now >= deadlineMicros;
  }
}
