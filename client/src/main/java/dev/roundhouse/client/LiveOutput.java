package dev.roundhouse.client;

import dev.roundhouse.scheme.Captured;
import dev.roundhouse.scheme.SchemeEvent;

/** What a running task has printed so far; past the bound the rest comes with the task's end. */
final class LiveOutput {

  private static final int MOST_CHARACTERS = 1 << 20;

  private final StringBuilder stdout = new StringBuilder();
  private final StringBuilder stderr = new StringBuilder();

  synchronized void add(SchemeEvent.Output output) {
    StringBuilder stream = output.error() ? stderr : stdout;
    int room = MOST_CHARACTERS - stream.length();
    stream.append(output.text(), 0, Math.min(room, output.text().length()));
  }

  synchronized Captured soFar() {
    return new Captured(stdout.toString(), stderr.toString());
  }
}
