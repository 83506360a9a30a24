package dev.roundhouse.wire;

import dev.roundhouse.scheme.Captured;
import dev.roundhouse.value.ForeignCodec;
import dev.roundhouse.value.RecordCodec;
import dev.roundhouse.value.ValueException;
import dev.roundhouse.work.TaskError;
import java.util.Objects;

/**
 * What tells of a task's end, as bytes: errors, reasons, captured output. A closed set of records,
 * so that a controller that reads them never makes an object of a user's class.
 */
public final class EndCodec {

  /** Why a task was cancelled. */
  record Reason(String text) {
    Reason {
      Objects.requireNonNull(text, "text");
    }
  }

  private static final RecordCodec CODEC =
      new RecordCodec(
          RecordCodec.reachableFrom(TaskError.class, Captured.class, Reason.class),
          ForeignCodec.NONE);

  private EndCodec() {}

  public static byte[] encode(TaskError error) {
    return CODEC.encode(error);
  }

  public static byte[] encode(Captured output) {
    return CODEC.encode(output);
  }

  public static byte[] encode(String reason) {
    return CODEC.encode(new Reason(reason));
  }

  /**
   * Reads an error.
   *
   * @throws dev.roundhouse.value.ValueException the bytes are not of one
   */
  public static TaskError error(byte[] bytes) {
    return as(TaskError.class, bytes);
  }

  /**
   * Reads captured output.
   *
   * @throws dev.roundhouse.value.ValueException the bytes are not of one
   */
  public static Captured output(byte[] bytes) {
    return as(Captured.class, bytes);
  }

  /**
   * Reads a reason.
   *
   * @throws dev.roundhouse.value.ValueException the bytes are not of one
   */
  public static String reason(byte[] bytes) {
    return as(Reason.class, bytes).text();
  }

  private static <T> T as(Class<T> type, byte[] bytes) {
    Object decoded = CODEC.decode(bytes);
    if (type.isInstance(decoded)) {
      return type.cast(decoded);
    }
    throw new ValueException(
        "the bytes are of " + decoded.getClass().getName() + ", expected " + type.getName());
  }
}
