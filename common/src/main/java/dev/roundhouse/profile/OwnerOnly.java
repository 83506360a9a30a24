package dev.roundhouse.profile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files and directories that nobody but their owner can read. */
public final class OwnerOnly {

  private static final FileAttribute<Set<PosixFilePermission>> DIRECTORY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<Set<PosixFilePermission>> FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private OwnerOnly() {}

  /** Makes the directory and its missing parents; what is there already stays as it is. */
  public static void createDirectories(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory, DIRECTORY);
    }
  }

  /** Makes a fresh directory beside others, with a name that nobody else has. */
  public static Path createTemporaryDirectory(Path parent, String prefix) throws IOException {
    return Files.createTempDirectory(parent, prefix, DIRECTORY);
  }

  /** Makes a new, empty file. */
  public static void createFile(Path file) throws IOException {
    try {
      Files.createFile(file, FILE);
    } catch (FileAlreadyExistsException e) {
      throw new FileAlreadyExistsException(file + " is there already");
    }
  }

  /** Writes a file whole: readers see the old content or the new one, never a part. */
  public static void write(Path file, String content) throws IOException {
    Path temporary =
        Files.createTempFile(file.toAbsolutePath().getParent(), "." + file.getFileName(), "", FILE);
    try {
      Files.writeString(temporary, content, StandardCharsets.UTF_8, StandardOpenOption.WRITE);
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Whether nobody but the owner has any right to the file or directory. */
  public static boolean isOwnerOnly(Path path) throws IOException {
    for (PosixFilePermission permission : Files.getPosixFilePermissions(path)) {
      if (!permission.name().startsWith("OWNER_")) {
        return false;
      }
    }
    return true;
  }
}
