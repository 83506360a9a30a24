package dev.roundhouse.client;

import dev.roundhouse.cluster.ClusterSystems;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * A session's local ActorSystem, without a network, for its runs and its link. Functions on threads
 * need none, so it is made when something first asks for it.
 */
final class LocalSystem implements Supplier<ActorSystem<?>>, AutoCloseable {

  private static final Duration CLOSING = Duration.ofSeconds(5);

  private Optional<ActorSystem<?>> made = Optional.empty();
  private boolean closed;

  /**
   * @throws IllegalStateException the session is closed
   */
  @Override
  public synchronized ActorSystem<?> get() {
    if (closed) {
      throw new IllegalStateException("the session is closed and runs nothing any more");
    }
    if (made.isEmpty()) {
      made =
          Optional.of(
              ActorSystem.create(Behaviors.empty(), "roundhouse-session", ClusterSystems.local()));
    }
    return made.get();
  }

  /** Ends it within a bound. */
  @Override
  public void close() {
    Optional<ActorSystem<?>> closing;
    synchronized (this) {
      closed = true;
      closing = made;
    }
    closing.ifPresent(system -> ClusterSystems.terminate(system, CLOSING));
  }
}
