package dev.roundhouse.wire;

/**
 * The receiving side of a numbered stream: every batch is applied once and in order. A gap is left
 * to the sender, which sends again from what was acknowledged last.
 */
public final class Inbox {

  private long applied;

  /** Whether the batch is the next one; then it counts as applied. */
  public boolean accept(long seq) {
    if (seq != applied + 1) {
      return false;
    }
    applied = seq;
    return true;
  }

  /** The number to acknowledge. */
  public long applied() {
    return applied;
  }
}
