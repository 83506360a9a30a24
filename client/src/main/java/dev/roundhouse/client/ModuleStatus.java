package dev.roundhouse.client;

import dev.roundhouse.state.Moves;
import java.util.Locale;

/** The state of a module in a run. */
public enum ModuleStatus {
  /** An input is missing. */
  WAITING,
  /** Its tasks are handed to a scheme. */
  QUEUED,
  /** One of its tasks started. */
  RUNNING,
  /** All its tasks succeeded. */
  SUCCEEDED,
  /** Its outputs were taken from the cache. */
  CACHED,
  /** One of its tasks failed, or its tasks could not be made. */
  FAILED,
  /** A module that it needs, or one inside of it, has no outputs. */
  SKIPPED,
  /** Its work goes on elsewhere. */
  SUSPENDED,
  /** It was ended before it could succeed or fail. */
  CANCELLED;

  static final Moves<ModuleStatus> MOVES =
      Moves.of(
          ModuleStatus.class,
          Moves.from(WAITING).to(QUEUED, CACHED, FAILED, SKIPPED, CANCELLED),
          Moves.from(QUEUED).to(RUNNING, SUCCEEDED, FAILED, SKIPPED, SUSPENDED, CANCELLED),
          Moves.from(RUNNING).to(SUCCEEDED, FAILED, SKIPPED, SUSPENDED, CANCELLED));

  /** Whether nothing comes after it. */
  public boolean isFinal() {
    return MOVES.isFinal(this);
  }

  /** Whether the outputs are there. */
  public boolean hasOutputs() {
    return this == SUCCEEDED || this == CACHED;
  }

  /** The name that files and the command line use, such as {@code succeeded}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
