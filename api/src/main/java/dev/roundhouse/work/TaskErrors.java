package dev.roundhouse.work;

import dev.roundhouse.value.ValueCodec;
import dev.roundhouse.value.ValueException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Objects;
import java.util.Optional;

/** Turns exceptions into errors that every process can read, and back. */
public final class TaskErrors {
  /** Longer texts lose their middle. */
  static final int LONGEST_TEXT = 32 * 1024;

  /** A larger exception is not sent itself, only what is to be said of it. */
  static final int LARGEST_THROWABLE = 64 * 1024;

  private TaskErrors() {}

  /**
   * The error that an exception makes of a task: {@code REFUSED} with the exception's code for a
   * {@link WorkException}, else {@code USER} with its class.
   */
  public static TaskError from(Throwable thrown) {
    Objects.requireNonNull(thrown, "thrown");
    if (thrown instanceof WorkException refused) {
      return new TaskError(
          TaskError.Kind.REFUSED,
          refused.code(),
          shortened(messageOf(refused)),
          trace(refused),
          Optional.empty());
    }
    return new TaskError(
        TaskError.Kind.USER,
        thrown.getClass().getName(),
        shortened(messageOf(thrown)),
        trace(thrown),
        encode(thrown));
  }

  /**
   * The very exception that was thrown, with its own trace, where it came over and its class is
   * known here.
   *
   * @param loader finds the user's exception classes
   */
  public static Optional<Throwable> thrown(TaskError error, ClassLoader loader) {
    return error.throwable().flatMap(bytes -> decode(bytes, loader));
  }

  private static Optional<Throwable> decode(byte[] bytes, ClassLoader loader) {
    try {
      return ValueCodec.decode(bytes, loader) instanceof Throwable thrown
          ? Optional.of(thrown)
          : Optional.empty();
    } catch (ValueException e) {
      return Optional.empty();
    }
  }

  private static Optional<byte[]> encode(Throwable thrown) {
    try {
      return Optional.of(ValueCodec.encode(thrown))
          .filter(bytes -> bytes.length <= LARGEST_THROWABLE);
    } catch (RuntimeException | StackOverflowError e) {
      return Optional.empty();
    }
  }

  /** Its own, else its type; the user's exception may fail to give its message. */
  private static String messageOf(Throwable thrown) {
    try {
      String message = thrown.getMessage();
      return message == null || message.isBlank() ? typeOf(thrown) : message;
    } catch (RuntimeException e) {
      return "its getMessage threw " + e.getClass().getName();
    }
  }

  private static String typeOf(Throwable thrown) {
    String simple = thrown.getClass().getSimpleName();
    return simple.isEmpty() ? thrown.getClass().getName() : simple;
  }

  private static String trace(Throwable thrown) {
    StringWriter text = new StringWriter();
    try {
      thrown.printStackTrace(new PrintWriter(text, true));
    } catch (RuntimeException e) {
      text.append(thrown.getClass().getName()).append(": its trace cannot be printed");
    }
    return shortened(text.toString());
  }

  private static String shortened(String text) {
    if (text.length() <= LONGEST_TEXT) {
      return text;
    }
    int half = LONGEST_TEXT / 2 - 32;
    return text.substring(0, half)
        + "\n… "
        + (text.length() - 2 * half)
        + " characters left out …\n"
        + text.substring(text.length() - half);
  }
}
