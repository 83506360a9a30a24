package dev.roundhouse.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Names jars and class folders by their content. Hashes are kept while the files' sizes and times
 * of modification stay. Safe for use by several threads.
 */
public final class Bundles {
  private record Known(List<FolderFile> files, Bundle bundle) {}

  private final Map<Path, Known> known = new ConcurrentHashMap<>();

  /**
   * Names what lies at a path now.
   *
   * @throws BundleException it is not there or cannot be read
   */
  public Bundle of(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    if (!Files.exists(absolute)) {
      throw new BundleException(absolute + " does not exist, expected a jar or a class folder");
    }
    try {
      List<FolderFile> files = FolderFile.list(absolute);
      Known before = known.get(absolute);
      if (before != null && before.files().equals(files)) {
        return before.bundle();
      }
      long size = files.stream().mapToLong(FolderFile::size).sum();
      String name = String.valueOf(absolute.getFileName());
      String hash = ContentHash.of(absolute, files);
      Bundle bundle = new Bundle(hash, name, absolute.toString(), size);
      known.put(absolute, new Known(files, bundle));
      return bundle;
    } catch (IOException | java.io.UncheckedIOException e) {
      throw new BundleException(absolute + " cannot be read: " + e, e);
    }
  }

  /**
   * The user's part of the class path of a class: what its loader and the loaders above load from,
   * in their order.
   *
   * @param product tells the product's own jars and folders, which every process has
   * @return empty for classes of the JDK
   */
  public List<Bundle> ofClassPath(Class<?> type, Predicate<Path> product) {
    ClassLoader loader = type.getClassLoader();
    return loader == null ? List.of() : ofClassPath(loader, product);
  }

  /** The user's part of the class path of a loader; see {@link #ofClassPath(Class, Predicate)}. */
  public List<Bundle> ofClassPath(ClassLoader loader, Predicate<Path> product) {
    return ClassPath.of(loader).stream().filter(product.negate()).map(this::of).distinct().toList();
  }

  /**
   * The bundle's own path, where its content still agrees.
   *
   * @throws BundleException nothing is there, or other content
   */
  public Path verified(Bundle bundle) {
    Bundle found = of(Path.of(bundle.path()));
    if (!found.sha256().equals(bundle.sha256())) {
      throw new BundleException(
          bundle.path()
              + " has changed since it was named: its SHA-256 is "
              + found.sha256()
              + ", expected "
              + bundle.sha256());
    }
    return Path.of(bundle.path());
  }
}
