package dev.roundhouse.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The directory that holds all that the program keeps: profiles, keys, logs, run files, caches and
 * history.
 *
 * @param directory absolute
 */
public record Home(Path directory) {

  /** The environment's variable that names the home. */
  public static final String VARIABLE = "ROUNDHOUSE_HOME";

  /** The system property that names the home, over the variable. */
  public static final String PROPERTY = "roundhouse.home";

  public Home {
    directory = directory.toAbsolutePath().normalize();
  }

  /** The home of this process: the property, else the variable, else {@code ~/.roundhouse}. */
  public static Home find() {
    return Optional.ofNullable(System.getProperty(PROPERTY))
        .or(() -> Optional.ofNullable(System.getenv(VARIABLE)))
        .filter(text -> !text.isBlank())
        .map(text -> new Home(Path.of(text)))
        .orElseGet(() -> new Home(userHome().resolve(".roundhouse")));
  }

  // HOME first, as shells do: the property is what the system's list of users says.
  private static Path userHome() {
    return Optional.ofNullable(System.getenv("HOME"))
        .filter(text -> !text.isBlank())
        .map(Path::of)
        .orElseGet(() -> Path.of(System.getProperty("user.home")));
  }

  /**
   * Makes the directory where it is missing, for its owner only.
   *
   * @throws SetupException it cannot be made or written
   */
  public Home ensure() {
    try {
      OwnerOnly.createDirectories(directory);
    } catch (IOException e) {
      throw unusable("cannot be made (" + e + ")").causedBy(e);
    }
    if (!Files.isWritable(directory)) {
      throw unusable("cannot be written by " + System.getProperty("user.name"));
    }
    return this;
  }

  /** Where profiles lie, one directory each. */
  public Path profiles() {
    return directory.resolve("profiles");
  }

  /** Where the records of past runs lie. */
  public Path history() {
    return directory.resolve("history");
  }

  /** Where results of earlier runs lie. */
  public Path cache() {
    return directory.resolve("cache");
  }

  private SetupException unusable(String why) {
    return new SetupException(
        SetupException.Code.HOME,
        "the directory " + directory + ", where Roundhouse keeps profiles and logs, " + why,
        "set " + VARIABLE + " to a directory that you may write");
  }
}
