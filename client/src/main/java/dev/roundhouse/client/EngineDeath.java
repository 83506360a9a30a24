package dev.roundhouse.client;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How an engine's process ended.
 *
 * @param pid empty where it could not be started
 * @param exitCode empty where it could not be started
 * @param message what the process said before, such as why it could not start
 */
record EngineDeath(OptionalLong pid, OptionalInt exitCode, Optional<String> message) {

  private static final int SIGNALLED = 128;
  private static final int OUT_OF_MEMORY = 3;

  EngineDeath {
    Objects.requireNonNull(pid, "pid");
    Objects.requireNonNull(exitCode, "exitCode");
    Objects.requireNonNull(message, "message");
  }

  static EngineDeath notStarted(String message) {
    return new EngineDeath(OptionalLong.empty(), OptionalInt.empty(), Optional.of(message));
  }

  static EngineDeath exited(long pid, int exitCode, Optional<String> message) {
    return new EngineDeath(OptionalLong.of(pid), OptionalInt.of(exitCode), message);
  }

  /** For people, such as {@code was killed by signal 9 (SIGKILL)}. */
  String describe() {
    if (message.isPresent()) {
      return "could not go on: " + message.get();
    }
    return exitCode.isPresent() ? describe(exitCode.getAsInt()) : "could not be started";
  }

  private static String describe(int code) {
    if (code > SIGNALLED && code < SIGNALLED + 65) {
      return "was killed by signal " + (code - SIGNALLED) + signalName(code - SIGNALLED);
    }
    return switch (code) {
      case 0 -> "ended by itself (exit code 0)";
      case OUT_OF_MEMORY -> "ran out of memory (exit code 3)";
      default -> "ended with exit code " + code;
    };
  }

  private static String signalName(int signal) {
    return switch (signal) {
      case 1 -> " (SIGHUP)";
      case 2 -> " (SIGINT)";
      case 6 -> " (SIGABRT: the JVM crashed)";
      case 9 -> " (SIGKILL: by somebody, or by the system for want of memory)";
      case 11 -> " (SIGSEGV: the JVM crashed)";
      case 15 -> " (SIGTERM)";
      default -> "";
    };
  }
}
