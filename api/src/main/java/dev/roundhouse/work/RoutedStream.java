package dev.roundhouse.work;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A standard stream that gives what a thread prints to the attempt that the thread works for, and
 * everything else to the stream that was there before. It holds no lock and no text itself, so that
 * attempts neither mix nor wait for each other.
 */
final class RoutedStream extends PrintStream {

  private final PrintStream before;
  private final OutputCapture.Stream stream;
  private int users;

  RoutedStream(PrintStream before, OutputCapture.Stream stream) {
    super(OutputStream.nullOutputStream(), false);
    this.before = before;
    this.stream = stream;
  }

  PrintStream before() {
    return before;
  }

  /** Counts those who want the stream; guarded by the router's lock. */
  int addUsers(int difference) {
    users += difference;
    return users;
  }

  private PrintStream target() {
    OutputCapture capture = OutputRouter.current();
    return capture == null ? before : capture.printer(stream);
  }

  @Override
  public void flush() {
    target().flush();
  }

  /** Only flushes: a standard stream is not the task's to close. */
  @Override
  public void close() {
    target().flush();
  }

  @Override
  public boolean checkError() {
    return target().checkError();
  }

  @Override
  public void write(int value) {
    target().write(value);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    target().write(bytes, offset, length);
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    target().write(bytes);
  }

  @Override
  public void writeBytes(byte[] bytes) {
    target().writeBytes(bytes);
  }

  @Override
  public void println() {
    target().println();
  }

  @Override
  public void print(boolean value) {
    target().print(value);
  }

  @Override
  public void println(boolean value) {
    target().println(value);
  }

  @Override
  public void print(char value) {
    target().print(value);
  }

  @Override
  public void println(char value) {
    target().println(value);
  }

  @Override
  public void print(int value) {
    target().print(value);
  }

  @Override
  public void println(int value) {
    target().println(value);
  }

  @Override
  public void print(long value) {
    target().print(value);
  }

  @Override
  public void println(long value) {
    target().println(value);
  }

  @Override
  public void print(float value) {
    target().print(value);
  }

  @Override
  public void println(float value) {
    target().println(value);
  }

  @Override
  public void print(double value) {
    target().print(value);
  }

  @Override
  public void println(double value) {
    target().println(value);
  }

  @Override
  public void print(char[] value) {
    target().print(value);
  }

  @Override
  public void println(char[] value) {
    target().println(value);
  }

  @Override
  public void print(@Nullable String value) {
    target().print(value);
  }

  @Override
  public void println(@Nullable String value) {
    target().println(value);
  }

  @Override
  public void print(@Nullable Object value) {
    target().print(value);
  }

  @Override
  public void println(@Nullable Object value) {
    target().println(value);
  }

  @Override
  public PrintStream printf(String format, @Nullable Object... values) {
    target().printf(format, values);
    return this;
  }

  @Override
  public PrintStream printf(Locale locale, String format, @Nullable Object... values) {
    target().printf(locale, format, values);
    return this;
  }

  @Override
  public PrintStream format(String format, @Nullable Object... values) {
    target().format(format, values);
    return this;
  }

  @Override
  public PrintStream format(Locale locale, String format, @Nullable Object... values) {
    target().format(locale, format, values);
    return this;
  }

  @Override
  public PrintStream append(CharSequence text) {
    target().append(text);
    return this;
  }

  @Override
  public PrintStream append(CharSequence text, int start, int end) {
    target().append(text, start, end);
    return this;
  }

  @Override
  public PrintStream append(char value) {
    target().append(value);
    return this;
  }
}
