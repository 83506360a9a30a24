package dev.roundhouse.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** A bundle as one stream of bytes: a jar as it is, a class folder as a zip. */
public final class BundleArchive {
  private BundleArchive() {}

  /**
   * Writes what lies at a path.
   *
   * @param out is not closed
   */
  public static void pack(Path path, OutputStream out) throws IOException {
    if (!Files.isDirectory(path)) {
      Files.copy(path, out);
      return;
    }
    ZipOutputStream zip = new ZipOutputStream(out);
    for (FolderFile file : FolderFile.list(path)) {
      ZipEntry entry = new ZipEntry(file.path());
      entry.setTime(0);
      zip.putNextEntry(entry);
      Files.copy(path.resolve(file.path()), zip);
      zip.closeEntry();
    }
    zip.finish();
  }

  /**
   * Unpacks a zip that {@link #pack} made of a folder.
   *
   * @param most bytes that the files may have in all
   * @throws IOException it is no such zip, or a file of it would lie outside the folder or exceed
   *     the bound
   */
  static void unpack(Path archive, Path folder, long most) throws IOException {
    long left = most;
    try (InputStream in = Files.newInputStream(archive);
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = folder.resolve(entry.getName()).normalize();
        if (!file.startsWith(folder)) {
          throw new IOException("the file " + entry.getName() + " lies outside the folder");
        }
        Files.createDirectories(file.getParent());
        left -= copy(zip, file, left);
      }
    }
  }

  private static long copy(InputStream in, Path file, long most) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long copied = 0;
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        copied += read;
        if (copied > most) {
          throw new IOException("more bytes than were named, with " + file.getFileName());
        }
        out.write(buffer, 0, read);
      }
    }
    return copied;
  }
}
