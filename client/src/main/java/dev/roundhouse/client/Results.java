package dev.roundhouse.client;

import dev.roundhouse.work.Payload;
import dev.roundhouse.work.TaskError;
import org.jspecify.annotations.Nullable;

/** Turns what a scheme brings back into the user's values and exceptions. */
interface Results {

  /** Whether {@link #value} decodes, which may be long and may run the user's code. */
  boolean decodes();

  /**
   * The value of a payload.
   *
   * @throws RuntimeException it cannot be read here; the task then failed with it
   */
  @Nullable Object value(Payload payload);

  /** The exception that a caller sees: the user's own where it is at hand or can be decoded. */
  Throwable exception(TaskError error);
}
