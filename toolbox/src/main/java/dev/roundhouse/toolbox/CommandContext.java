package dev.roundhouse.toolbox;

import dev.roundhouse.profile.Profile;
import dev.roundhouse.profile.Profiles;
import java.nio.file.Path;
import java.util.Objects;

/** What a running command may use. */
record CommandContext(Surroundings surroundings, GlobalOptions options, Output output) {

  CommandContext {
    Objects.requireNonNull(surroundings, "surroundings");
    Objects.requireNonNull(options, "options");
    Objects.requireNonNull(output, "output");
  }

  /** Opens the profile that was named, or the one in use. */
  Profile profile() {
    return Profiles.open(
        surroundings.home(),
        options.profile().orElseGet(() -> Profiles.inUse(surroundings.home())));
  }

  /** A path from the command line, absolute. */
  Path resolve(Path path) {
    return surroundings.directory().resolve(path).toAbsolutePath().normalize();
  }
}
