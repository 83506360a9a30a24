package dev.roundhouse.client;

import dev.roundhouse.process.ProcessEnd;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a kept process ended.
 *
 * @param pid empty where it could not be started
 * @param end empty where it could not be started, or was not ready in time
 * @param message why it could not start, where it said so
 */
record EngineDeath(OptionalLong pid, Optional<ProcessEnd> end, Optional<String> message) {

  private static final int OUT_OF_MEMORY = 3;
  private static final int KILLED = 128 + 9;

  EngineDeath {
    Objects.requireNonNull(pid, "pid");
    Objects.requireNonNull(end, "end");
    Objects.requireNonNull(message, "message");
  }

  static EngineDeath notStarted(String message) {
    return new EngineDeath(OptionalLong.empty(), Optional.empty(), Optional.of(message));
  }

  static EngineDeath exited(long pid, int exitCode) {
    return new EngineDeath(
        OptionalLong.of(pid), Optional.of(new ProcessEnd(exitCode)), Optional.empty());
  }

  /** One that was killed from here, since it was not ready in time. */
  static EngineDeath late(long pid, String message) {
    return new EngineDeath(OptionalLong.of(pid), Optional.empty(), Optional.of(message));
  }

  EngineDeath saying(String why) {
    return new EngineDeath(pid, end, Optional.of(why));
  }

  /** Somebody stopped it: by a signal that it obeyed, or by shutting the cluster down. */
  boolean onPurpose() {
    return message.isEmpty() && end.map(ProcessEnd::orderly).orElse(false);
  }

  /** It was told to end, so that another one comes in its place. */
  boolean toRestart() {
    return message.isEmpty() && end.map(ProcessEnd::restart).orElse(false);
  }

  /** Something outside it killed it, so that the next one may fare better. */
  boolean struckDown() {
    return end.map(ProcessEnd::struckDown).orElse(false);
  }

  /** For people, such as {@code killed by signal 9 (KILL)}. */
  String describe() {
    if (message.isPresent()) {
      return message.get();
    }
    if (end.isEmpty()) {
      return "could not be started";
    }
    return switch (end.get().code()) {
      case ProcessEnd.RESTART -> "told to restart";
      case OUT_OF_MEMORY -> "out of memory (exit code 3)";
      case KILLED -> end.get().text() + ", by somebody or by the system for want of memory";
      default -> end.get().text();
    };
  }
}
