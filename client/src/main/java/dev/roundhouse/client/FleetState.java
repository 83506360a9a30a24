package dev.roundhouse.client;

import java.util.EnumSet;
import java.util.Set;

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

  Set<FleetState> next() {
    return switch (this) {
      case STARTING -> EnumSet.of(READY, PAUSED, RELEASED, GIVEN_UP);
      case READY -> EnumSet.of(PAUSED, RELEASED, GIVEN_UP);
      case PAUSED -> EnumSet.of(STARTING, RELEASED);
      case RELEASED, GIVEN_UP -> EnumSet.noneOf(FleetState.class);
    };
  }

  /** Whether a process is there or on its way. */
  boolean live() {
    return this == STARTING || this == READY;
  }

  boolean last() {
    return this == RELEASED || this == GIVEN_UP;
  }
}
