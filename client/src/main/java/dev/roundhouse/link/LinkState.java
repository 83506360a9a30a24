package dev.roundhouse.link;

import dev.roundhouse.state.Moves;

/** Where a client's link to its controller is; the client holds the truth. */
public enum LinkState {
  /** The cluster is not needed yet, has ended, or could not be had: the next task looks for it. */
  IDLE,
  /** Says hello until the controller answers. */
  CONNECTING,
  /** The controller answered within the lease. */
  CONNECTED,
  /** Silence for a lease: what is unfinished is submitted again. */
  LOST,
  /** The session ended: what was unfinished is cancelled. */
  CLOSED;

  static final Moves<LinkState> MOVES =
      Moves.of(
          LinkState.class,
          Moves.from(IDLE).to(CONNECTING, CLOSED),
          Moves.from(CONNECTING).to(CONNECTED, IDLE, CLOSED),
          Moves.from(CONNECTED).to(LOST, IDLE, CLOSED),
          Moves.from(LOST).to(CONNECTING, CLOSED));
}
