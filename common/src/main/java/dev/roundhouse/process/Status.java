package dev.roundhouse.process;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * What a process says to its owner, line by line on its standard output. All else that the process
 * prints goes to standard error, which is its log.
 */
public final class Status {

  private final PrintStream out;
  private boolean silent;

  private Status(PrintStream out) {
    this.out = Objects.requireNonNull(out, "out");
  }

  /** Takes standard output for status lines; {@code System.out} is standard error from now on. */
  public static Status takeStandardOutput() {
    System.setOut(System.err);
    return new Status(
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
  }

  /** The process is ready and reached at this address. */
  public synchronized void ready(String address) {
    say(new StatusLine(StatusLine.Kind.READY, address));
  }

  /** The process no longer depends on its owner; nothing is said any more. */
  public synchronized void detached() {
    say(new StatusLine(StatusLine.Kind.DETACHED, ""));
    silent = true;
  }

  /** The process could not become ready and is about to end. */
  public synchronized void failed(String message) {
    say(new StatusLine(StatusLine.Kind.FAILED, message));
  }

  private void say(StatusLine line) {
    if (!silent) {
      out.println(line.text());
    }
  }
}
