package dev.roundhouse.toolbox;

import dev.roundhouse.bundle.Bundle;
import dev.roundhouse.bundle.Bundles;
import dev.roundhouse.profile.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The user's modules: what {@code --jar} and the pipeline name, and the jars in the program's
 * {@code modules} directory, which the start script puts on the class path.
 *
 * @param loader sees all of them
 * @param bundles what other processes need, in the order of the loader
 */
record UserJars(ClassLoader loader, List<Bundle> bundles) {

  UserJars {
    Objects.requireNonNull(loader, "loader");
    bundles = List.copyOf(bundles);
  }

  /**
   * Loads them.
   *
   * @param named jars and class folders, absolute
   * @throws CommandFailure one of them is not there
   */
  static UserJars of(List<Path> named) {
    named.forEach(UserJars::requireThere);
    List<Path> all = new ArrayList<>(shipped());
    all.addAll(named);
    Bundles bundles = new Bundles();
    ClassLoader own = UserJars.class.getClassLoader();
    ClassLoader loader =
        named.isEmpty()
            ? own
            : new URLClassLoader(named.stream().map(UserJars::url).toArray(URL[]::new), own);
    return new UserJars(loader, all.stream().map(bundles::of).toList());
  }

  /** Every jar and folder that may hold a user's modules. */
  static List<Path> shipped() {
    return Program.directory()
        .map(directory -> directory.resolve("modules"))
        .filter(Files::isDirectory)
        .map(UserJars::jarsIn)
        .orElse(List.of());
  }

  private static List<Path> jarsIn(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(path -> path.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the modules in " + directory + ": " + e, e);
    }
  }

  private static void requireThere(Path path) {
    if (!Files.exists(path)) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "no-such-file",
          "--jar " + path + ": there is no such file, expected a jar or a folder of classes",
          "build it first, or mend the path");
    }
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(path + " has no URL", e);
    }
  }
}
