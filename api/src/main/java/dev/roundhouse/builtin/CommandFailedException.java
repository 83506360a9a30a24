package dev.roundhouse.builtin;

import java.util.List;

/** A program ended with an exit code that was not allowed. */
public final class CommandFailedException extends Exception {

  private static final int MOST_SHOWN = 2000;
  private static final int SIGNALS = 128;

  private final int exitCode;

  CommandFailedException(List<String> args, ProgramResult result) {
    super(message(args, result));
    exitCode = result.exitCode();
  }

  public int exitCode() {
    return exitCode;
  }

  private static String message(List<String> args, ProgramResult result) {
    int code = result.exitCode();
    String signal =
        code > SIGNALS && code <= SIGNALS + 64 ? " (signal " + (code - SIGNALS) + ")" : "";
    String said = result.stderr().strip();
    String end = said.substring(Math.max(0, said.length() - MOST_SHOWN));
    return "program "
        + String.join(" ", args)
        + " ended with exit code "
        + code
        + signal
        + ", expected 0 or one of allowed-exit-codes"
        + (end.isEmpty() ? "; it wrote nothing to stderr" : "; the end of its stderr:\n" + end);
  }
}
