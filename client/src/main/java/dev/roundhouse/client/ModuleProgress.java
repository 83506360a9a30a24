package dev.roundhouse.client;

import java.util.Objects;

/**
 * How far a module of a run is.
 *
 * @param name instance name
 * @param status its state
 * @param tasks how many tasks it has; 0 before that is known
 * @param ended how many of them ended
 * @param fraction 0 to 1: of its tasks, and of what running ones report of themselves
 */
public record ModuleProgress(
    String name, ModuleStatus status, int tasks, int ended, double fraction) {

  public ModuleProgress {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(status, "status");
  }
}
