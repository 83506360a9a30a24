package dev.roundhouse.client;

import java.util.Objects;

/** What happens to the engines that an owner keeps. A launch is one process, counted for all. */
sealed interface FleetEvent {

  /** More engines are wanted. */
  record Grow(int count) implements FleetEvent {
    public Grow {
      if (count < 1) {
        throw new IllegalArgumentException("count is " + count + ", expected at least 1");
      }
    }
  }

  /** The process of a launch is registered. */
  record Ready(int launch) implements FleetEvent {}

  /** The process of a launch ended, or could not be started. */
  record Ended(int launch, EngineDeath death) implements FleetEvent {
    public Ended {
      Objects.requireNonNull(death, "death");
    }
  }

  /** Time has passed. */
  record Tick() implements FleetEvent {}

  /** The engine of a launch is stopped on purpose. */
  record Stop(int launch) implements FleetEvent {}

  /** All are stopped or let go: nothing is started any more. */
  record Release() implements FleetEvent {}
}
