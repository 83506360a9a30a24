package dev.roundhouse.client;

import java.util.Optional;
import java.util.function.Supplier;

/** A session's way to its cluster, made when it is first needed. */
final class SessionLink implements Supplier<ClusterLink>, AutoCloseable {

  private final Supplier<ClusterLink> connect;
  private Optional<ClusterLink> made = Optional.empty();
  private boolean closed;

  SessionLink(Supplier<ClusterLink> connect) {
    this.connect = connect;
  }

  /**
   * @throws IllegalStateException the session is closed
   */
  @Override
  public synchronized ClusterLink get() {
    if (closed) {
      throw new IllegalStateException("the session is closed and looks for no cluster");
    }
    ClusterLink link = made.orElseGet(connect);
    made = Optional.of(link);
    return link;
  }

  /** The same; empty once the session is closed. */
  synchronized Optional<ClusterLink> whileOpen() {
    return closed ? Optional.empty() : Optional.of(get());
  }

  @Override
  public void close() {
    Optional<ClusterLink> closing;
    synchronized (this) {
      closed = true;
      closing = made;
    }
    closing.ifPresent(ClusterLink::close);
  }
}
