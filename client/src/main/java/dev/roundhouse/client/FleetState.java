package dev.roundhouse.client;

import dev.roundhouse.state.Moves;

/** Where a place of the fleet stands; a place holds one engine process at a time. */
enum FleetState {
  /** Its process was asked for and is not ready. */
  STARTING,
  /** Its engine is registered with the controller. */
  READY,
  /** Its process died or is not started yet: one is when the pause is over and its turn comes. */
  PAUSED,
  /** Stopped on purpose, or let go. */
  RELEASED,
  /** Its processes died too often, or the first one could not become ready. */
  GIVEN_UP;

  static final Moves<FleetState> MOVES =
      Moves.of(
          FleetState.class,
          Moves.from(STARTING).to(READY, PAUSED, RELEASED, GIVEN_UP),
          Moves.from(READY).to(PAUSED, RELEASED, GIVEN_UP),
          Moves.from(PAUSED).to(STARTING, RELEASED));

  /** Whether a process is there or on its way. */
  boolean live() {
    return this == STARTING || this == READY;
  }

  boolean last() {
    return MOVES.isFinal(this);
  }
}
