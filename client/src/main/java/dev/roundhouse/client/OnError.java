package dev.roundhouse.client;

import java.util.Locale;

/** What a run does when a module failed. */
public enum OnError {
  /** Branches that do not need the failed module go on. */
  CONTINUE,
  /** Everything else is cancelled. */
  STOP;

  /** The name that files and the command line use. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
