package dev.roundhouse.history;

import dev.roundhouse.profile.OwnerOnly;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * SQLite's native library, unpacked once a version inside the home. The driver itself would unpack
 * it again for every process, to the system's directory for temporary files, and leave it there
 * where the process is killed.
 */
final class NativeLibrary {

  private static final String PATH = "org.sqlite.lib.path";
  private static final String TEMPORARY = "org.sqlite.tmpdir";

  private NativeLibrary() {}

  /**
   * Has the driver take the library of this directory, unless the program said where it is.
   *
   * @param directory where runs are recorded
   */
  static void prepare(Path directory) throws IOException {
    if (System.getProperty(PATH) != null) {
      return;
    }
    String folder = LibraryLoaderUtil.getNativeLibResourcePath();
    String name = LibraryLoaderUtil.getNativeLibName();
    String platform = folder.substring(folder.indexOf("native") + "native".length() + 1);
    Path unpacked =
        directory
            .resolve("native")
            .resolve(SQLiteJDBCLoader.getVersion())
            .resolve(platform.replace('/', '-'));
    if (!Files.exists(unpacked.resolve(name))) {
      OwnerOnly.createDirectories(unpacked);
      unpack(folder + "/" + name, unpacked.resolve(name));
    }
    System.setProperty(PATH, unpacked.toString());
    if (System.getProperty(TEMPORARY) == null) {
      System.setProperty(TEMPORARY, unpacked.toString());
    }
  }

  private static void unpack(String resource, Path file) throws IOException {
    try (InputStream packed = SQLiteJDBCLoader.class.getResourceAsStream(resource)) {
      if (packed == null) {
        throw new IOException("SQLite has no native library for this machine: " + resource);
      }
      OwnerOnly.write(file, packed.readAllBytes());
    }
  }
}
