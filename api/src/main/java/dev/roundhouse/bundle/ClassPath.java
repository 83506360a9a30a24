package dev.roundhouse.bundle;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** The jars and folders that class loaders load from, as far as they exist. */
final class ClassPath {
  private final Set<Path> found = new LinkedHashSet<>();

  private ClassPath() {}

  /** Those of the loader, then of its parents; class paths of manifests included. */
  static List<Path> of(ClassLoader loader) {
    ClassPath path = new ClassPath();
    for (ClassLoader each = loader; each != null; each = each.getParent()) {
      if (each instanceof URLClassLoader urls) {
        Arrays.stream(urls.getURLs()).forEach(path::add);
      } else if (each == ClassLoader.getSystemClassLoader()) {
        String property = System.getProperty("java.class.path", "");
        Arrays.stream(property.split(File.pathSeparator))
            .filter(entry -> !entry.isEmpty())
            .forEach(entry -> path.add(Path.of(entry)));
      }
    }
    return List.copyOf(path.found);
  }

  private void add(URL url) {
    if (url.getProtocol().equals("file")) {
      try {
        add(Path.of(url.toURI()));
      } catch (URISyntaxException e) {
        throw new BundleException(url + " is no path of a jar or folder", e);
      }
    }
  }

  private void add(Path entry) {
    Path absolute = entry.toAbsolutePath().normalize();
    if (!Files.exists(absolute) || !found.add(absolute) || Files.isDirectory(absolute)) {
      return;
    }
    for (String next : manifestClassPath(absolute)) {
      URI target = absolute.toUri().resolve(next);
      if ("file".equals(target.getScheme())) {
        add(Path.of(target));
      }
    }
  }

  private static List<String> manifestClassPath(Path jar) {
    try (JarFile file = new JarFile(jar.toFile(), false)) {
      Manifest manifest = file.getManifest();
      String value =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      return value == null ? List.of() : List.of(value.trim().split("\\s+"));
    } catch (IOException e) {
      throw new BundleException(jar + " is on the class path but is no jar: " + e, e);
    }
  }
}
