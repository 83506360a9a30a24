package dev.roundhouse.client;

import dev.roundhouse.pipeline.OnError;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The state of a run. */
public enum RunStatus {
  /** Some module is not final. */
  RUNNING,
  /** A module failed under {@link OnError#STOP}: no task starts any more, the others are ended. */
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

  private static final Set<RunStatus> FINAL = EnumSet.of(SUCCEEDED, FAILED, CANCELLED, SUSPENDED);

  /** Whether nothing comes after it. */
  public boolean isFinal() {
    return FINAL.contains(this);
  }

  /** The states that may come next. */
  public Set<RunStatus> next() {
    return switch (this) {
      case RUNNING -> EnumSet.of(SUCCEEDED, FAILED, SUSPENDED, STOPPING, CANCELLING);
      case STOPPING -> EnumSet.of(FAILED, CANCELLING);
      case CANCELLING -> EnumSet.of(CANCELLED);
      default -> EnumSet.noneOf(RunStatus.class);
    };
  }

  /** The name that files and the command line use, such as {@code succeeded}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
