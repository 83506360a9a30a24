package dev.roundhouse.pipeline;

import java.util.Locale;

/** What becomes of independent branches when a module failed. */
public enum OnError {
  /** They go on. */
  CONTINUE,
  /** They are cancelled. */
  STOP;

  /** The name that files and the command line use. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
