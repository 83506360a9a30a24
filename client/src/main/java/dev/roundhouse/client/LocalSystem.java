package dev.roundhouse.client;

import dev.roundhouse.cluster.ClusterSystems;
import java.time.Duration;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** The session's own ActorSystem, without any network, made when something first needs it. */
final class LocalSystem implements AutoCloseable {

  private static final Duration CLOSE = Duration.ofSeconds(5);

  private Optional<ActorSystem<Void>> system = Optional.empty();
  private boolean closed;

  /**
   * @throws IllegalStateException the session is closed
   */
  synchronized ActorSystem<Void> get() {
    if (closed) {
      throw new IllegalStateException("the session is closed and runs nothing any more");
    }
    if (system.isEmpty()) {
      system =
          Optional.of(
              ActorSystem.create(Behaviors.empty(), "roundhouse-local", ClusterSystems.local()));
    }
    return system.get();
  }

  @Override
  public synchronized void close() {
    closed = true;
    system.ifPresent(made -> ClusterSystems.terminate(made, CLOSE));
    system = Optional.empty();
  }
}
