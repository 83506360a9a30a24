package dev.roundhouse.process;

import dev.roundhouse.profile.SetupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/**
 * A file that is there while a process can be used: for service managers and scripts that wait for
 * it. It holds the controller's address, {@code host:port}, and appears whole. Immutable.
 */
final class ReadyFile {

  private final Path path;

  /**
   * Removes what an earlier process may have left, which would tell a lie until this one is ready.
   *
   * @throws SetupException its directory cannot be written
   */
  ReadyFile(Path path) {
    this.path = Objects.requireNonNull(path, "path").toAbsolutePath();
    try {
      Files.deleteIfExists(this.path);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /**
   * Says that the process can be used.
   *
   * @throws SetupException it cannot be written
   */
  void write(String address) {
    try {
      Path draft = path.resolveSibling("." + path.getFileName() + ProcessHandle.current().pid());
      Files.writeString(draft, address + "\n");
      Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** Says that it cannot be used any more. */
  void remove() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      System.err.println("the ready file " + path + " could not be removed: " + e.getMessage());
    }
  }

  private SetupException unusable(IOException e) {
    return new SetupException(
            SetupException.Code.PROCESS,
            "the ready file " + path + " cannot be written: " + e,
            "name another one with --ready-file, in a directory that exists and can be written")
        .causedBy(e);
  }
}
