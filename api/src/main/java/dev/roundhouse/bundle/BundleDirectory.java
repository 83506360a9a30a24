package dev.roundhouse.bundle;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Bundles of other machines: taken from the bundle's own path where its content lies there too,
 * else from a directory by hash, which is filled on first need. Several processes may share the
 * directory. Safe for use by several threads.
 */
public final class BundleDirectory implements BundleSource {
  /** Brings the content of a bundle from where it is. */
  @FunctionalInterface
  public interface Fetcher {
    /**
     * Writes what {@link BundleArchive#pack} makes of the bundle, within a bounded time.
     *
     * @param target does not exist yet
     * @throws IOException it cannot be had
     */
    void fetch(Bundle bundle, Path target) throws IOException;
  }

  private final Path directory;
  private final Fetcher fetcher;
  private final Bundles bundles = new Bundles();

  /**
   * Uses a directory, which is made on first need.
   *
   * @param fetcher for what is not there
   */
  public BundleDirectory(Path directory, Fetcher fetcher) {
    this.directory = directory.toAbsolutePath().normalize();
    this.fetcher = Objects.requireNonNull(fetcher, "fetcher");
  }

  @Override
  public Path locate(Bundle bundle) {
    Path own = Path.of(bundle.path());
    if (agrees(own, bundle)) {
      return own;
    }
    Path kept = directory.resolve(bundle.sha256());
    if (agrees(kept, bundle)) {
      return kept;
    }
    return fetch(bundle, kept);
  }

  private synchronized Path fetch(Bundle bundle, Path kept) {
    if (agrees(kept, bundle)) {
      return kept;
    }
    try {
      Files.createDirectories(directory);
      Path incoming = Files.createTempDirectory(directory, "incoming-");
      try {
        Path archive = incoming.resolve("archive");
        fetcher.fetch(bundle, archive);
        keep(content(bundle, archive, incoming.resolve("folder")), kept);
      } finally {
        delete(incoming);
      }
      return kept;
    } catch (IOException e) {
      throw new BundleException(
          "the bundle " + bundle.name() + " (" + bundle.sha256() + ") cannot be fetched: " + e, e);
    }
  }

  /** The archive itself if it is a jar, else the folder that it holds. */
  private Path content(Bundle bundle, Path archive, Path folder) throws IOException {
    if (agrees(archive, bundle)) {
      return archive;
    }
    Files.createDirectory(folder);
    BundleArchive.unpack(archive, folder, bundle.size());
    if (agrees(folder, bundle)) {
      return folder;
    }
    throw new IOException("what came has another SHA-256");
  }

  /** Another process may have been faster: then its content is as good. */
  private static void keep(Path content, Path kept) throws IOException {
    try {
      Files.move(content, kept, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (!Files.exists(kept)) {
        throw e;
      }
    }
  }

  private boolean agrees(Path path, Bundle bundle) {
    return Files.exists(path) && bundles.of(path).sha256().equals(bundle.sha256());
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> walk = Files.walk(directory)) {
      for (Path each : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
