package dev.roundhouse.client;

import dev.roundhouse.link.LinkPlace;
import dev.roundhouse.profile.Home;
import dev.roundhouse.profile.Profile;
import dev.roundhouse.profile.Profiles;
import java.util.Objects;
import java.util.Optional;

/**
 * How a session is opened.
 *
 * @param profile the configuration, with its home
 * @param controller where the controller is; empty: over the network, where the profile says
 */
public record SessionOptions(Profile profile, Optional<LinkPlace> controller) {

  public SessionOptions {
    Objects.requireNonNull(profile, "profile");
    Objects.requireNonNull(controller, "controller");
  }

  /** With a profile as it is. */
  public SessionOptions(Profile profile) {
    this(profile, Optional.empty());
  }

  /** The same with a controller inside this process. */
  public SessionOptions withController(LinkPlace place) {
    return new SessionOptions(profile, Optional.of(place));
  }

  /**
   * The profile in use in the home of this process.
   *
   * @throws dev.roundhouse.profile.SetupException the home or the profile cannot be used
   */
  public static SessionOptions inUse() {
    Home home = Home.find();
    return new SessionOptions(Profiles.open(home, Profiles.inUse(home)));
  }

  /**
   * A profile of the home of this process.
   *
   * @param nameOrFile a profile's name, or the path of a file with its settings
   * @throws dev.roundhouse.profile.SetupException there is none, or it cannot be used
   */
  public static SessionOptions of(String nameOrFile) {
    return new SessionOptions(Profiles.open(Home.find(), nameOrFile));
  }
}
