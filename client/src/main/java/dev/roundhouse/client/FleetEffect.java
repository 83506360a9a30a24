package dev.roundhouse.client;

import java.time.Duration;
import java.util.Objects;

/** What the fleet wants done. */
sealed interface FleetEffect {

  /** Starts a process. */
  record Launch(int place, int launch) implements FleetEffect {}

  /** Says that an engine died and is replaced after a pause. */
  record Replacing(int place, EngineDeath death, int replacement, Duration pause)
      implements FleetEffect {
    public Replacing {
      Objects.requireNonNull(death, "death");
      Objects.requireNonNull(pause, "pause");
    }
  }

  /**
   * Says that a place stays empty.
   *
   * @param everReady false: not one process of this place became ready
   */
  record GaveUp(int place, EngineDeath death, int replacements, boolean everReady)
      implements FleetEffect {
    public GaveUp {
      Objects.requireNonNull(death, "death");
    }
  }
}
