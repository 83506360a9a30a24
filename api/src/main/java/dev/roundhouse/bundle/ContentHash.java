package dev.roundhouse.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The SHA-256 of a jar's bytes, or of a folder: for each file in the order of its path, the path
 * with slashes in UTF-8, a zero byte, the size in 8 bytes, the content.
 */
final class ContentHash {
  private static final int BUFFER = 1 << 16;

  private final MessageDigest digest = sha256();

  private ContentHash() {}

  static String of(Path path, List<FolderFile> files) throws IOException {
    ContentHash hash = new ContentHash();
    if (Files.isDirectory(path)) {
      for (FolderFile file : files) {
        hash.name(file);
        hash.content(path.resolve(file.path()));
      }
    } else {
      hash.content(path);
    }
    return HexFormat.of().formatHex(hash.digest.digest());
  }

  private void name(FolderFile file) {
    digest.update(file.path().getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(file.size()).array());
  }

  private void content(Path file) throws IOException {
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
