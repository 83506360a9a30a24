package dev.roundhouse.client;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

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
  /** A module that it needs has no outputs. */
  SKIPPED,
  /** Its work goes on elsewhere. */
  SUSPENDED,
  /** It was ended before it could succeed or fail. */
  CANCELLED;

  private static final Set<ModuleStatus> FINAL =
      EnumSet.of(SUCCEEDED, CACHED, FAILED, SKIPPED, SUSPENDED, CANCELLED);

  /** Whether nothing comes after it. */
  public boolean isFinal() {
    return FINAL.contains(this);
  }

  /** Whether the outputs are there. */
  public boolean hasOutputs() {
    return this == SUCCEEDED || this == CACHED;
  }

  /** The states that may come next. */
  public Set<ModuleStatus> next() {
    return switch (this) {
      case WAITING -> EnumSet.of(QUEUED, SKIPPED, CACHED, CANCELLED, FAILED);
      case QUEUED -> EnumSet.of(RUNNING, SUCCEEDED, FAILED, SUSPENDED, CANCELLED);
      case RUNNING -> EnumSet.of(SUCCEEDED, FAILED, SUSPENDED, CANCELLED);
      default -> EnumSet.noneOf(ModuleStatus.class);
    };
  }

  /** The name that files and the command line use, such as {@code succeeded}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
