package dev.roundhouse.client;

import dev.roundhouse.profile.Profile;
import dev.roundhouse.scheme.Scheme;
import java.time.InstantSource;
import java.util.Objects;
import org.apache.pekko.actor.typed.ActorSystem;

/** Makes a session's link to its cluster, when it is first needed. */
@FunctionalInterface
interface ClusterConnector {

  /**
   * What a link is made of.
   *
   * @param profile where the controller is, with the keys
   * @param local the session's local ActorSystem
   * @param clock the session's
   * @param listener receives the events of the link's scheme
   */
  record Surroundings(
      Profile profile, ActorSystem<?> local, InstantSource clock, Scheme.Listener listener) {
    public Surroundings {
      Objects.requireNonNull(profile, "profile");
      Objects.requireNonNull(local, "local");
      Objects.requireNonNull(clock, "clock");
      Objects.requireNonNull(listener, "listener");
    }
  }

  /**
   * Opens a link, which begins to look for the controller. Returns without waiting for it.
   *
   * @throws RuntimeException nothing can be opened as the profile is set up; asked again, it may
   */
  ClusterLink connect(Surroundings surroundings);
}
