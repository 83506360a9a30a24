package dev.roundhouse.work;

import dev.roundhouse.RoundhouseException;

/**
 * Portable work could not be run here, or its result could not be sent: not a failure of the user's
 * code. The code says which: {@code not-serializable} (the result), {@code bad-argument}, {@code
 * bad-code} (its class is missing or differs), {@code bundle} (user code cannot be had).
 */
public final class WorkException extends RoundhouseException {
  private static final long serialVersionUID = 1L;

  public WorkException(String code, String message, Throwable cause) {
    super(code, message, "", cause);
  }
}
