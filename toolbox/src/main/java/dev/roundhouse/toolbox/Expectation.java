package dev.roundhouse.toolbox;

import dev.roundhouse.client.ModuleProgress;
import dev.roundhouse.client.ModuleStatus;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How long a run will still take: by its own rate, where a module counts as long as it took in an
 * earlier run, or as an average one. Knows no clock; for one thread.
 */
final class Expectation {

  /** Share of a run below which its own rate says nothing. */
  private static final double LEAST_SHARE = 0.03;

  private static final double SECOND = 1e9;

  private final Map<String, ModuleProgress> modules = new HashMap<>();
  private Map<String, Duration> earlier = Map.of();
  private Optional<Duration> earlierRun = Optional.empty();

  Expectation(List<String> names) {
    names.forEach(name -> update(new ModuleProgress(name, ModuleStatus.WAITING, 0, 0, 0)));
  }

  /**
   * An earlier run of the pipeline.
   *
   * @param took what its modules took, by name
   * @param run what it took as a whole
   */
  void learn(Map<String, Duration> took, Duration run) {
    earlier = Map.copyOf(took);
    earlierRun = Optional.of(run);
  }

  void update(ModuleProgress module) {
    modules.put(module.name(), module);
  }

  /** The time that is left after so much of it; empty where nothing can be said yet. */
  Optional<Duration> left(Duration elapsed) {
    double average = average();
    double all = 0;
    double done = 0;
    for (ModuleProgress module : modules.values()) {
      if (computes(module.status())) {
        double weight = weight(module.name(), average);
        all += weight;
        done += weight * (module.status().isFinal() ? 1 : module.fraction());
      }
    }
    if (all > 0 && done / all >= LEAST_SHARE) {
      return Optional.of(times(elapsed, (all - done) / done));
    }
    return earlierRun.map(whole -> whole.minus(elapsed)).filter(left -> !left.isNegative());
  }

  private double average() {
    return earlier.values().stream().mapToDouble(Expectation::seconds).average().orElse(1);
  }

  /** What takes no time at all still is something to do. */
  private double weight(String module, double average) {
    Duration took = earlier.get(module);
    return Math.max(1e-3, took == null ? average : seconds(took));
  }

  /** What is not computed takes no time. */
  private static boolean computes(ModuleStatus status) {
    return status != ModuleStatus.CACHED
        && status != ModuleStatus.SKIPPED
        && status != ModuleStatus.CANCELLED;
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / SECOND;
  }

  private static Duration times(Duration duration, double factor) {
    return Duration.ofNanos(Math.round(duration.toNanos() * factor));
  }
}
