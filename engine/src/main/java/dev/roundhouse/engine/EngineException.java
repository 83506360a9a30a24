package dev.roundhouse.engine;

import java.util.Objects;

/** An engine could not go on: no controller, refused, address in use. */
public final class EngineException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String code;

  EngineException(String code, String message) {
    super(message);
    this.code = Objects.requireNonNull(code, "code");
  }

  /** A stable code, such as {@code no-controller} or {@code version}. */
  public String code() {
    return code;
  }
}
