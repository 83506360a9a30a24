package dev.roundhouse.profile;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A named configuration of a cluster with its keys, logs and run files.
 *
 * @param name as people say it
 * @param source what {@code --profile} takes to mean this profile again, in another process: its
 *     name or the absolute path of its file
 * @param directory where the profile's keys, logs and run files lie
 * @param home the home that it belongs to
 * @param settings what its files say
 */
public record Profile(String name, String source, Path directory, Home home, Settings settings) {

  public Profile {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(directory, "directory");
    Objects.requireNonNull(home, "home");
    Objects.requireNonNull(settings, "settings");
  }

  /** The same profile with other settings. */
  public Profile with(Settings other) {
    return new Profile(name, source, directory, home, other);
  }

  /** Where the keys lie, for their owner only. */
  public Path security() {
    return directory.resolve("security");
  }

  /** Where the run files lie: what is running, who started it. */
  public Path run() {
    return directory.resolve("run");
  }

  /** Where controllers and engines write their logs. */
  public Path log() {
    return directory.resolve("log");
  }

  /** The file of the choices that commands and the page made. */
  public Path choices() {
    return directory.resolve("choices.conf");
  }
}
