package dev.roundhouse.module;

import java.lang.reflect.InvocationTargetException;

/** What user code threw when it was called by reflection. */
final class Thrown {

  private Thrown() {}

  /** The exception to throw on; an {@code Error} is thrown at once. */
  static Exception unwrap(InvocationTargetException wrapper) {
    Throwable cause = wrapper.getCause();
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof Exception exception ? exception : wrapper;
  }
}
