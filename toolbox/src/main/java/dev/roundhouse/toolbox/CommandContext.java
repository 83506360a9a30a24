package dev.roundhouse.toolbox;

import dev.roundhouse.process.RunFiles;
import dev.roundhouse.profile.Profile;
import dev.roundhouse.profile.Profiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/** What a running command may use. */
record CommandContext(Surroundings surroundings, GlobalOptions options, Output output) {

  CommandContext {
    Objects.requireNonNull(surroundings, "surroundings");
    Objects.requireNonNull(options, "options");
    Objects.requireNonNull(output, "output");
  }

  /**
   * Opens the profile that was named, or the one in use, and clears away what processes of it that
   * were killed have left.
   */
  Profile profile() {
    return profile(options.profile().orElseGet(() -> Profiles.inUse(surroundings.home())));
  }

  /** The same for a profile by its name or file. */
  Profile profile(String nameOrFile) {
    Profile profile = Profiles.open(surroundings.home(), profileName(nameOrFile));
    RunFiles.of(profile).sweep();
    return profile;
  }

  /** A profile as it was typed: its name, or the absolute path of its file. */
  String profileName(String typed) {
    return typed.contains("/") || typed.endsWith(".conf")
        ? resolve(Path.of(typed)).toString()
        : typed;
  }

  /** Asks a person; false where none is there to answer, or who answers anything but yes. */
  boolean confirms(String question) {
    if (!surroundings.terminal() || options.json()) {
      return false;
    }
    output.draw(question + " [y/N] ");
    BufferedReader typed =
        new BufferedReader(new InputStreamReader(surroundings.in(), Charset.defaultCharset()));
    try {
      String line = typed.readLine();
      return line != null && line.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    } catch (IOException e) {
      return false;
    }
  }

  /** A path from the command line, absolute. */
  Path resolve(Path path) {
    return surroundings.directory().resolve(path).toAbsolutePath().normalize();
  }
}
