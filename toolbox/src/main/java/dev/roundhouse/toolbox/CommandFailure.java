package dev.roundhouse.toolbox;

import java.util.Map;
import java.util.Objects;

/**
 * A command that cannot do what it was asked, for a reason that the user can understand. It ends
 * the command; nothing but {@link Commands} catches it.
 */
final class CommandFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ExitCode exit;
  private final String code;
  private final String hint;
  private final transient Map<String, Object> details;

  /**
   * @param exit what the shell is told
   * @param code stable name of the reason, for programs
   * @param message what happened, the value, what was expected
   * @param hint the next thing to do, or empty
   */
  CommandFailure(ExitCode exit, String code, String message, String hint) {
    this(exit, code, message, hint, Map.of());
  }

  /**
   * @param details further keys of the JSON document, beside {@code error}
   */
  CommandFailure(
      ExitCode exit, String code, String message, String hint, Map<String, Object> details) {
    super(Objects.requireNonNull(message, "message"));
    this.exit = Objects.requireNonNull(exit, "exit");
    this.code = Objects.requireNonNull(code, "code");
    this.hint = Objects.requireNonNull(hint, "hint");
    this.details = Map.copyOf(details);
  }

  ExitCode exit() {
    return exit;
  }

  String code() {
    return code;
  }

  String hint() {
    return hint;
  }

  Map<String, Object> details() {
    return details;
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
