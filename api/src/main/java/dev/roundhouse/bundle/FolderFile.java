package dev.roundhouse.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file of a class folder, or the one file of a jar.
 *
 * @param path relative to the folder, with slashes; empty for a jar
 * @param modified nanoseconds or what the file system keeps of them, since 1970
 */
record FolderFile(String path, long size, long modified) {
  /** All files below a folder in the order of their paths; for a jar itself alone. */
  static List<FolderFile> list(Path root) throws IOException {
    if (!Files.isDirectory(root)) {
      return List.of(of(root, ""));
    }
    List<FolderFile> files = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path file : (Iterable<Path>) walk.filter(Files::isRegularFile)::iterator) {
        files.add(of(file, root.relativize(file).toString().replace('\\', '/')));
      }
    }
    files.sort(Comparator.comparing(FolderFile::path));
    return List.copyOf(files);
  }

  private static FolderFile of(Path file, String path) throws IOException {
    long modified = Files.getLastModifiedTime(file).to(java.util.concurrent.TimeUnit.NANOSECONDS);
    return new FolderFile(path, Files.size(file), modified);
  }
}
