package dev.roundhouse.client;

import dev.roundhouse.state.Moves;

/** Where a task stands, as far as the session has heard. */
public enum TaskStatus {
  /** Handed to a scheme; no attempt was told of yet. */
  QUEUED,
  /** An attempt computes it, or was lost or failed and another one is to start. */
  RUNNING,
  /** Ended with a result. */
  SUCCEEDED,
  /** Ended with an error. */
  FAILED,
  /** Ended without a result because somebody cancelled it. */
  CANCELLED;

  static final Moves<TaskStatus> MOVES =
      Moves.of(
          TaskStatus.class,
          Moves.from(QUEUED).to(RUNNING, SUCCEEDED, FAILED, CANCELLED),
          Moves.from(RUNNING).to(RUNNING, SUCCEEDED, FAILED, CANCELLED));

  /** Whether nothing can change any more. */
  public boolean ended() {
    return MOVES.isFinal(this);
  }
}
