package dev.roundhouse.pipeline;

import java.util.Objects;

/**
 * Where a part of a pipeline was written.
 *
 * @param source a file, an option of the command line such as {@code --set width=3}; empty for what
 *     a program built
 * @param line counts from 1; 0 where it is unknown
 */
public record Origin(String source, int line) {

  /** Built by a program. */
  public static final Origin PROGRAM = new Origin("", 0);

  public Origin {
    Objects.requireNonNull(source, "source");
    if (line < 0) {
      throw new IllegalArgumentException("line is " + line + ", expected at least 0");
    }
  }

  /** {@code file:line}, as editors understand it. */
  @Override
  public String toString() {
    return line == 0 ? source : source + ":" + line;
  }
}
