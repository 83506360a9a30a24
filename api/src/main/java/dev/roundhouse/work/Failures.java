package dev.roundhouse.work;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;

/** Makes an error of what the user's code threw. */
public final class Failures {

  private Failures() {}

  /** The type, message and trace of an exception. */
  public static TaskError of(Throwable thrown) {
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace, true));
    String message = thrown.getMessage();
    return new TaskError(
        TaskError.Kind.USER,
        thrown.getClass().getName(),
        message == null ? "" : message,
        trace.toString(),
        Optional.empty());
  }
}
