package dev.roundhouse.toolbox;

import dev.roundhouse.client.Cluster;
import dev.roundhouse.client.ControllerSite;
import dev.roundhouse.client.Session;
import dev.roundhouse.client.SessionOptions;
import dev.roundhouse.profile.Profile;
import java.util.function.Function;

/** Questions of commands to a profile's cluster. */
final class Reach {

  private Reach() {}

  /**
   * Asks the profile's cluster, over a session that is closed again.
   *
   * @throws dev.roundhouse.RoundhouseException {@code no-cluster}: nobody listens where the
   *     controller should be; or who listens is no controller with this profile's keys, or did not
   *     answer in time
   */
  static <T> T ask(Profile profile, Function<Cluster, T> question) {
    ControllerSite site = new ControllerSite(profile);
    if (!site.listens()) {
      throw site.none();
    }
    try (Session session = Session.open(new SessionOptions(profile))) {
      return question.apply(session.cluster());
    }
  }
}
