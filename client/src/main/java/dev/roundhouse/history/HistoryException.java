package dev.roundhouse.history;

import dev.roundhouse.RoundhouseException;
import org.jspecify.annotations.Nullable;

/** The record of runs cannot be read or written. */
public final class HistoryException extends RoundhouseException {

  private static final long serialVersionUID = 1L;

  HistoryException(String message, String hint, @Nullable Throwable cause) {
    super("history", message, hint, cause);
  }
}
