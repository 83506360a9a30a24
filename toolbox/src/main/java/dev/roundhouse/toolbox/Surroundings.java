package dev.roundhouse.toolbox;

import dev.roundhouse.profile.Home;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * What a command finds around it; tests make their own.
 *
 * @param in what a person types
 * @param out results
 * @param err talk
 * @param environment of the process
 * @param home where profiles and logs lie
 * @param directory what relative paths on the command line are relative to
 * @param terminal whether {@code err} is a terminal that a person looks at
 */
record Surroundings(
    InputStream in,
    PrintStream out,
    PrintStream err,
    Map<String, String> environment,
    Home home,
    Path directory,
    boolean terminal) {

  Surroundings {
    Objects.requireNonNull(in, "in");
    Objects.requireNonNull(out, "out");
    Objects.requireNonNull(err, "err");
    environment = Map.copyOf(environment);
    Objects.requireNonNull(home, "home");
    Objects.requireNonNull(directory, "directory");
  }

  /** Those of this process. */
  static Surroundings ofProcess() {
    Map<String, String> environment = System.getenv();
    return new Surroundings(
        System.in,
        System.out,
        System.err,
        environment,
        Home.find(),
        Path.of(""),
        isTerminal(environment));
  }

  /** The start script knows best; without it a console means a terminal up to Java 21. */
  @SuppressWarnings("SystemConsoleNull") // not asked from Java 22 on
  private static boolean isTerminal(Map<String, String> environment) {
    if ("dumb".equals(environment.get("TERM"))) {
      return false;
    }
    String said = System.getProperty("roundhouse.terminal");
    return said != null
        ? Boolean.parseBoolean(said)
        : Runtime.version().feature() < 22 && System.console() != null;
  }
}
