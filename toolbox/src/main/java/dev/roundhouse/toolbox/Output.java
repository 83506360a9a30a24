package dev.roundhouse.toolbox;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Where a command's words go: results to standard output, as text or as one JSON document; talk to
 * standard error. Safe for use by several threads.
 */
final class Output {

  private static final String RED = "\u001b[31m";
  private static final String DIM = "\u001b[2m";
  private static final String PLAIN = "\u001b[0m";

  /** How much is said, and in which form. */
  record Manner(boolean json, boolean quiet, boolean verbose, boolean terminal, boolean colours) {

    static Manner of(GlobalOptions options, Surroundings surroundings) {
      boolean terminal = surroundings.terminal();
      return new Manner(
          options.json(),
          options.quiet(),
          options.verbose(),
          terminal,
          terminal && !surroundings.environment().containsKey("NO_COLOR"));
    }
  }

  private final PrintStream out;
  private final PrintStream err;
  private final Manner manner;
  private boolean documentWritten;

  Output(Surroundings surroundings, Manner manner) {
    this.out = surroundings.out();
    this.err = surroundings.err();
    this.manner = Objects.requireNonNull(manner, "manner");
  }

  Manner manner() {
    return manner;
  }

  /** A line of talk. */
  synchronized void say(String line) {
    if (!manner.quiet()) {
      err.println(line);
    }
  }

  /** A line of talk that is said also to those who want quiet. */
  synchronized void warn(String line) {
    err.println(manner.colours() ? RED + line + PLAIN : line);
  }

  /** A line of talk for those who want to know more. */
  synchronized void detail(String line) {
    if (manner.verbose()) {
      err.println(manner.colours() ? DIM + line + PLAIN : line);
    }
  }

  /** Raw text on standard error, for what is drawn over and over on a terminal. */
  synchronized void draw(String text) {
    err.print(text);
    err.flush();
  }

  /**
   * The command's result.
   *
   * @param document for {@code --json}: keys to plain values
   * @param text for people; ends without a line end
   */
  synchronized void result(Map<String, ?> document, String text) {
    if (manner.json()) {
      document(Json.text(document));
    } else if (!text.isEmpty()) {
      out.println(text);
      out.flush();
    }
  }

  /** A failure: a document on standard output, or a message and a hint on standard error. */
  synchronized void failure(CommandFailure failure) {
    if (manner.json()) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("error", error(failure));
      document.putAll(failure.details());
      document(Json.text(document));
      return;
    }
    err.println((manner.colours() ? RED + "error:" + PLAIN : "error:") + " " + failure.text());
    if (!failure.hint().isEmpty()) {
      err.println("hint: " + failure.hint());
    }
  }

  /** Whether standard output took all that was written to it; says so where it did not. */
  synchronized boolean isWhole() {
    boolean whole = !out.checkError();
    if (!whole) {
      err.println("error: the result is not whole: standard output is full or closed");
    }
    return whole;
  }

  private static Map<String, Object> error(CommandFailure failure) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("code", failure.code());
    error.put("message", failure.text());
    error.put("hint", failure.hint().isEmpty() ? null : failure.hint());
    return error;
  }

  /** Writes the one document; what comes after it is dropped, such as a failure to clean up. */
  private void document(String text) {
    if (!documentWritten) {
      documentWritten = true;
      out.println(text);
      out.flush();
    }
  }
}
