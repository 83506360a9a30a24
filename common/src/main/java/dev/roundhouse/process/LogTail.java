package dev.roundhouse.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The end of a log file, for error messages. */
final class LogTail {

  private static final int MOST_BYTES = 8_192;

  private LogTail() {}

  /** The last lines of the file, fewer where it has fewer or they are very long. */
  static List<String> read(Path file, int lines) {
    try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "r")) {
      long start = Math.max(0, access.length() - MOST_BYTES);
      byte[] end = new byte[(int) (access.length() - start)];
      access.seek(start);
      access.readFully(end);
      List<String> all =
          new String(end, StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank()).toList();
      return all.subList(Math.max(0, all.size() - lines), all.size());
    } catch (IOException e) {
      return List.of("(" + file + " cannot be read: " + e.getMessage() + ")");
    }
  }
}
