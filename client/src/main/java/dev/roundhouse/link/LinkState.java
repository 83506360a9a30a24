package dev.roundhouse.link;

import java.util.Map;
import java.util.Set;

/** Where a client's link to its controller is; the client holds the truth. */
public enum LinkState {
  /** Nothing needed the cluster yet. */
  IDLE,
  /** Says hello until the controller answers. */
  CONNECTING,
  /** The controller answered within the lease. */
  CONNECTED,
  /** Silence for a lease, or another controller: what is unfinished is submitted again. */
  LOST,
  /** The session ended or the cluster was shut down. */
  CLOSED;

  private static final Map<LinkState, Set<LinkState>> MOVES =
      Map.of(
          IDLE, Set.of(CONNECTING, CLOSED),
          CONNECTING, Set.of(CONNECTED, LOST, IDLE, CLOSED),
          CONNECTED, Set.of(LOST, IDLE, CLOSED),
          LOST, Set.of(CONNECTING, CLOSED),
          CLOSED, Set.of());

  /** The other state, where it may follow. */
  LinkState to(LinkState next) {
    if (!MOVES.getOrDefault(this, Set.of()).contains(next)) {
      throw new IllegalStateException("a link goes from " + this + " to " + next);
    }
    return next;
  }
}
