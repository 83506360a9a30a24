package dev.roundhouse.controller;

import java.util.Collection;
import java.util.Optional;

/** Chooses an engine for a task. */
final class Placement {

  private Placement() {}

  /**
   * The engine with the least in flight for its slots among those with room; a task that must be
   * alone only goes where nothing is. Ties go to the engine that was admitted first.
   */
  static Optional<EngineBook> choose(Collection<EngineBook> engines, boolean alone) {
    EngineBook best = null;
    double bestShare = Double.MAX_VALUE;
    for (EngineBook engine : engines) {
      int inFlight = engine.inFlight.size();
      if (engine.room() <= 0 || (alone && inFlight > 0)) {
        continue;
      }
      double share = (double) inFlight / engine.slots();
      if (share < bestShare) {
        best = engine;
        bestShare = share;
      }
    }
    return Optional.ofNullable(best);
  }
}
