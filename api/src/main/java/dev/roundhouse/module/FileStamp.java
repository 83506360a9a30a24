package dev.roundhouse.module;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

/** How a file counts where results are used again: by its path, size and modification time. */
public final class FileStamp {

  private FileStamp() {}

  /**
   * What the path is now: a file's size and modification time, or that it is a directory, is
   * missing, or cannot be seen. Links are followed.
   */
  public static String of(Path path) {
    try {
      BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
      return found.isDirectory()
          ? "directory"
          : found.size() + " bytes of " + found.lastModifiedTime().to(TimeUnit.NANOSECONDS);
    } catch (NoSuchFileException | NotDirectoryException missing) {
      return "missing";
    } catch (IOException | SecurityException unseen) {
      return "cannot be seen";
    }
  }
}
