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
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;

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

  /** Removes a directory with all that is in it; nothing happens where there is none. */
  public static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> walk = Files.walk(directory)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  /** Writes a new file; fails where there is one. */
  public static void create(Path file, byte[] content) throws IOException {
    createFile(file);
    Files.write(file, content, StandardOpenOption.WRITE);
  }

  /** Writes a file whole: readers see the old content or the new one, never a part. */
  public static void write(Path file, String content) throws IOException {
    write(file, content.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes a file whole: readers see the old content or the new one, never a part. */
  public static void write(Path file, byte[] content) throws IOException {
    Path temporary =
        Files.createTempFile(file.toAbsolutePath().getParent(), "." + file.getFileName(), "", FILE);
    try {
      Files.write(temporary, content, StandardOpenOption.WRITE);
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
