package dev.roundhouse.scheme;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/**
 * The end of what a process prints by itself, such as why its JVM crashed; what tasks print goes
 * another way. Reads until the process's streams close, so that the process never waits.
 */
final class LastWords {

  private static final int KEPT = 2048;

  private final CompletableFuture<String> text = new CompletableFuture<>();

  /** Completes with the text when the streams close. */
  CompletableFuture<String> text() {
    return text;
  }

  void readAll(InputStream from) {
    byte[] kept = new byte[2 * KEPT];
    int filled = 0;
    try (from) {
      int read = from.read(kept, 0, KEPT);
      while (read >= 0) {
        filled += read;
        if (filled > KEPT) {
          System.arraycopy(kept, filled - KEPT, kept, 0, KEPT);
          filled = KEPT;
        }
        read = from.read(kept, filled, KEPT);
      }
    } catch (IOException e) {
      // Its other end is gone: what was read is all.
    }
    text.complete(new String(kept, 0, filled, StandardCharsets.UTF_8).strip());
  }
}
