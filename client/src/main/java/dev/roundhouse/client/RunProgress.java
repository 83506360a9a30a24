package dev.roundhouse.client;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How far a run is, at one moment.
 *
 * @param status its state
 * @param modules each module, in an order in which it comes after those that it needs
 */
public record RunProgress(RunStatus status, List<ModuleProgress> modules) {

  public RunProgress {
    Objects.requireNonNull(status, "status");
    modules = List.copyOf(modules);
  }

  /** How many modules are in each state; states without one are not there. */
  public Map<ModuleStatus, Integer> counts() {
    Map<ModuleStatus, Integer> counts = new EnumMap<>(ModuleStatus.class);
    modules.forEach(module -> counts.merge(module.status(), 1, Integer::sum));
    return counts;
  }
}
