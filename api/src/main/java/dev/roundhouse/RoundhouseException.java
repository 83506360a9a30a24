package dev.roundhouse;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The root of what the product itself throws. An exception of the user's own code is never wrapped
 * in one.
 */
public class RoundhouseException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String code;
  private final String hint;

  /**
   * @param code what is wrong, stable over versions, in kebab case, such as {@code no-cluster}
   * @param message what happened, the value, what was expected
   * @param hint what to do next; empty where there is nothing to say
   */
  public RoundhouseException(String code, String message, String hint) {
    super(Objects.requireNonNull(message, "message"));
    this.code = Objects.requireNonNull(code, "code");
    this.hint = Objects.requireNonNull(hint, "hint");
  }

  /**
   * The same, caused by another exception.
   *
   * @param cause null where none is known
   */
  public RoundhouseException(String code, String message, String hint, @Nullable Throwable cause) {
    super(Objects.requireNonNull(message, "message"), cause);
    this.code = Objects.requireNonNull(code, "code");
    this.hint = Objects.requireNonNull(hint, "hint");
  }

  /** What happened, the value, what was expected. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  /** What is wrong, stable over versions, in kebab case. */
  public String code() {
    return code;
  }

  /** What to do next; empty where there is nothing to say. */
  public String hint() {
    return hint;
  }
}
