package dev.roundhouse.profile;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;

/** Where the running program is installed. */
public final class Program {

  private Program() {}

  /**
   * The directory that holds {@code bin}, {@code lib} and {@code conf}; empty where the classes do
   * not come from a {@code lib} directory, as in the build's own tests.
   */
  public static Optional<Path> directory() {
    CodeSource source = Program.class.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return Optional.empty();
    }
    try {
      URI location = source.getLocation().toURI();
      Optional<Path> lib = Optional.ofNullable(Path.of(location).getParent());
      return lib.filter(path -> path.endsWith("lib") && path.getParent() != null)
          .map(Path::getParent)
          .filter(path -> Files.isDirectory(path.resolve("conf")));
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the place of the program's classes is no path", e);
    }
  }
}
