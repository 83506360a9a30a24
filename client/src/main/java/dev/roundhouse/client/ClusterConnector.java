package dev.roundhouse.client;

import dev.roundhouse.profile.Profile;
import dev.roundhouse.scheme.Scheme;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorSystem;

/** Makes a session's way to its cluster, when it is first needed. */
@FunctionalInterface
interface ClusterConnector {

  /**
   * What it is made of.
   *
   * @param profile where the controller is, with the keys
   * @param clock the session's
   * @param system the session's local ActorSystem, made on first use
   * @param listener receives the events of the scheme
   */
  record Surroundings(
      Profile profile,
      InstantSource clock,
      Supplier<ActorSystem<?>> system,
      Scheme.Listener listener) {
    public Surroundings {
      Objects.requireNonNull(profile, "profile");
      Objects.requireNonNull(clock, "clock");
      Objects.requireNonNull(system, "system");
      Objects.requireNonNull(listener, "listener");
    }
  }

  /**
   * Makes it, without waiting for a controller.
   *
   * @throws RuntimeException it cannot be made as the profile is set up; asked again, it may
   */
  ClusterLink connect(Surroundings surroundings);
}
