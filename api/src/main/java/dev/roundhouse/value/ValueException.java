package dev.roundhouse.value;

import dev.roundhouse.RoundhouseException;
import org.jspecify.annotations.Nullable;

/**
 * A value could not be encoded or decoded. For a value that cannot be encoded the message names the
 * class and the path from the value to it, such as {@code java.lang.Thread at $.job.thread cannot
 * be serialised: …}, and the code is {@code not-serializable}; else the code is {@code bad-value}.
 */
public final class ValueException extends RoundhouseException {
  private static final long serialVersionUID = 1L;

  private static final String BAD_VALUE = "bad-value";
  private static final String NOT_SERIALIZABLE = "not-serializable";
  private static final int LONGEST_PATH = 300;

  private final String subject;
  private final String path;
  private final String problem;

  public ValueException(String message) {
    super(BAD_VALUE, message, "");
    this.subject = "";
    this.path = "";
    this.problem = message;
  }

  public ValueException(String message, Throwable cause) {
    super(BAD_VALUE, message, "", cause);
    this.subject = "";
    this.path = "";
    this.problem = message;
  }

  private ValueException(String subject, String path, String problem, @Nullable Throwable cause) {
    super(
        NOT_SERIALIZABLE,
        subject + " at $" + path + " cannot be serialised: " + problem,
        "",
        cause);
    this.subject = subject;
    this.path = path;
    this.problem = problem;
  }

  private ValueException(ValueException cause, String message) {
    super(cause.code(), message, cause.hint(), cause);
    this.subject = "";
    this.path = "";
    this.problem = message;
  }

  /** The same, with what was going on in front of its message. */
  public ValueException during(String action) {
    return new ValueException(this, action + ": " + getMessage());
  }

  /** An object of this class cannot be encoded; callers on the way up add where it is. */
  static ValueException unserialisable(Class<?> type, String problem) {
    return new ValueException(type.getTypeName(), "", problem, null);
  }

  static ValueException unserialisable(Class<?> type, String problem, Throwable cause) {
    return new ValueException(type.getTypeName(), "", problem, cause);
  }

  /** The same problem, with what led to it. */
  ValueException because(String reason) {
    return problem.contains(reason)
        ? this
        : new ValueException(subject, path, problem + "; " + reason, getCause());
  }

  /** The same problem, seen from the object that holds the step. */
  ValueException within(String step) {
    if (subject.isEmpty() || path.startsWith("…")) {
      return this;
    }
    String longer = path.length() > LONGEST_PATH ? "…" + path : step + path;
    return new ValueException(subject, longer, problem, getCause());
  }
}
