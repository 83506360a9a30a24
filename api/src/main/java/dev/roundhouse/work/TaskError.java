package dev.roundhouse.work;

import java.util.Objects;
import java.util.Optional;

/**
 * Why a task or an attempt failed, in a form that every process can read.
 *
 * @param kind who or what failed
 * @param type class name of the exception, or a stable code of the product such as {@code
 *     engine-lost}, {@code run-timeout}, {@code not-serializable}
 * @param message what happened, the value, what was expected
 * @param stackTrace as printed, causes included; empty where there is none
 * @param throwable the exception itself, encoded, where it could be
 */
public record TaskError(
    Kind kind, String type, String message, String stackTrace, Optional<byte[]> throwable) {

  /** Who or what failed. */
  public enum Kind {
    /** The user's code threw; final unless the task has retries. */
    USER,
    /** A process or link was lost; tried again while attempts are left. */
    SYSTEM,
    /** A queue or run timeout. */
    TIMEOUT,
    /** It could not be run as asked: no cluster, not serialisable, refused. Final. */
    REFUSED
  }

  public TaskError {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(stackTrace, "stackTrace");
    Objects.requireNonNull(throwable, "throwable");
  }

  /** The same error, whose message begins with where among others it happened. */
  public TaskError within(String which) {
    return new TaskError(kind, type, which + ": " + message, stackTrace, throwable);
  }

  public static TaskError of(Kind kind, String type, String message) {
    return new TaskError(kind, type, message, "", Optional.empty());
  }
}
