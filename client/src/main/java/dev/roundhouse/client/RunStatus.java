package dev.roundhouse.client;

import dev.roundhouse.state.Moves;
import java.util.Locale;

/** The state of a run. */
public enum RunStatus {
  /** Some module is not final. */
  RUNNING,
  /**
   * A module failed under {@code on-error = stop}: no task starts any more, the others are ended.
   */
  STOPPING,
  /** It was cancelled: no task starts any more, the others are ended. */
  CANCELLING,
  /** Every module has its outputs, or was not chosen. */
  SUCCEEDED,
  /** A module failed, or was cancelled by itself. */
  FAILED,
  /** It was cancelled; nothing of it runs any more. */
  CANCELLED,
  /** The work of a module goes on elsewhere. */
  SUSPENDED;

  static final Moves<RunStatus> MOVES =
      Moves.of(
          RunStatus.class,
          Moves.from(RUNNING).to(STOPPING, CANCELLING, SUCCEEDED, FAILED, SUSPENDED),
          Moves.from(STOPPING).to(CANCELLING, FAILED),
          Moves.from(CANCELLING).to(CANCELLED));

  /** Whether nothing comes after it. */
  public boolean isFinal() {
    return MOVES.isFinal(this);
  }

  /** The name that files and the command line use, such as {@code succeeded}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
