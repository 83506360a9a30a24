package dev.roundhouse.engine;

import dev.roundhouse.RoundhouseException;

/** An engine could not go on: no controller, refused, address in use; the code says which. */
public final class EngineException extends RoundhouseException {

  private static final long serialVersionUID = 1L;

  EngineException(String code, String message) {
    super(code, message, "");
  }
}
