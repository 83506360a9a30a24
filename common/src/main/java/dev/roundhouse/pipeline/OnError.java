package dev.roundhouse.pipeline;

/** What becomes of independent branches when a module failed. */
public enum OnError {
  /** They go on. */
  CONTINUE,
  /** They are cancelled. */
  STOP
}
