package dev.roundhouse.pipeline;

import java.util.Objects;
import java.util.Optional;

/**
 * What is wrong in a pipeline, for the person who wrote it.
 *
 * @param origin where
 * @param message what is wrong, with the value
 * @param expected what would be right, where that can be said
 */
public record Problem(Origin origin, String message, Optional<String> expected) {

  public Problem {
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(expected, "expected");
  }

  static Problem of(Origin origin, String message) {
    return new Problem(origin, message, Optional.empty());
  }

  static Problem of(Origin origin, String message, String expected) {
    return new Problem(origin, message, Optional.of(expected));
  }

  /** {@code file:line: message, expected …}. */
  @Override
  public String toString() {
    String where = origin.toString();
    return (where.isEmpty() ? "" : where + ": ")
        + message
        + expected.map(text -> ", expected " + text).orElse("");
  }
}
