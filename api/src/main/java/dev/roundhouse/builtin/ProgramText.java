package dev.roundhouse.builtin;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

/** Collects what a program prints to one stream, as UTF-8, up to a limit; what follows is lost. */
final class ProgramText implements AutoCloseable {

  /** As characters; it is a value in memory, often sent on. */
  private static final int LIMIT = 256 * 1024 * 1024;

  /** Time for what is in the pipe, after every program that held it was ended. */
  private static final long REST_MILLIS = 5000;

  private final InputStream stream;
  private final String name;
  private final Thread pump;
  private final StringBuilder text = new StringBuilder();
  private int shown;
  private boolean full;

  private ProgramText(InputStream stream, String name) {
    this.stream = stream;
    this.name = name;
    pump = new Thread(this::pump, "read-" + name);
    pump.setDaemon(true);
  }

  static ProgramText of(InputStream stream, String name) {
    ProgramText text = new ProgramText(stream, name);
    text.pump.start();
    return text;
  }

  private void pump() {
    char[] buffer = new char[8192];
    try (Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
      for (int n = reader.read(buffer); n >= 0; n = reader.read(buffer)) {
        add(buffer, n);
      }
    } catch (IOException closed) {
      // the program is gone
    }
  }

  private synchronized void add(char[] buffer, int count) {
    int room = Math.min(count, LIMIT - text.length());
    text.append(buffer, 0, room);
    full |= room < count;
  }

  /** What came since the last call. */
  synchronized String news() {
    String news = text.substring(shown);
    shown = text.length();
    return news;
  }

  synchronized String text() {
    return text.toString();
  }

  synchronized void requireBounded() throws IOException {
    if (full) {
      throw new IOException(
          name + " is longer than " + LIMIT + " characters, expected a file (files-out) for more");
    }
  }

  void finish() throws InterruptedException {
    pump.join(REST_MILLIS);
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
