package dev.roundhouse.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files for the user, with the rights that new files of the user have. */
public final class WholeFile {

  private WholeFile() {}

  /**
   * Writes a file whole: who reads it sees the old content or the new one.
   *
   * @throws UncheckedIOException it cannot be written; what was there is as it was
   */
  public static void write(Path file, String text) {
    Path draft =
        file.resolveSibling("." + file.getFileName() + "." + ProcessHandle.current().pid());
    try {
      try {
        Files.writeString(draft, text);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e, e);
    }
  }
}
