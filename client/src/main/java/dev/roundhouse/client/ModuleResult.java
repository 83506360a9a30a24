package dev.roundhouse.client;

import dev.roundhouse.pipeline.Plan;
import dev.roundhouse.scheme.Captured;
import dev.roundhouse.scheme.Place;
import dev.roundhouse.work.TaskError;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How a module of a run ended.
 *
 * @param name instance name, {@code group/inner} inside a group
 * @param type name of its module type
 * @param status a final state
 * @param scheme where its tasks were sent; empty where none was
 * @param error why it failed
 * @param skippedBecause the module because of which it was skipped
 * @param endedAt when it became final, on the session's clock
 * @param output what its tasks printed, in the order of their index
 * @param tasks an entry an attempt, by index and attempt
 * @param cacheReason why it was taken from the cache or was not; empty where none was asked
 */
public record ModuleResult(
    String name,
    String type,
    ModuleStatus status,
    Optional<String> scheme,
    Optional<TaskError> error,
    Optional<String> skippedBecause,
    Instant endedAt,
    Captured output,
    List<TaskRecord> tasks,
    Optional<String> cacheReason) {

  public ModuleResult {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(scheme, "scheme");
    Objects.requireNonNull(error, "error");
    Objects.requireNonNull(skippedBecause, "skippedBecause");
    Objects.requireNonNull(endedAt, "endedAt");
    Objects.requireNonNull(output, "output");
    tasks = List.copyOf(tasks);
    Objects.requireNonNull(cacheReason, "cacheReason");
  }

  /** A module that was cancelled and of which nothing else is known. */
  static ModuleResult untold(Plan.Node node, Instant endedAt) {
    return new ModuleResult(
        node.name(),
        node.descriptor().type(),
        ModuleStatus.CANCELLED,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        endedAt,
        Captured.NOTHING,
        List.of(),
        Optional.empty());
  }

  /** Whether the outputs were taken from the cache. */
  public boolean cached() {
    return status == ModuleStatus.CACHED;
  }

  /** The engine that decided, see {@link #host}; empty for local schemes. */
  public Optional<String> engine() {
    return common(Place::engine).filter(engine -> !engine.isEmpty());
  }

  /**
   * The host of the attempt that decided: the last one of a failed module's first failed task, else
   * the one that the last attempts of all tasks share; empty where they differ or none started.
   */
  public Optional<String> host() {
    return common(Place::host);
  }

  /** The process that decided, see {@link #host}. */
  public Optional<Long> pid() {
    return common(Place::pid);
  }

  /** How many attempts started, over all tasks. */
  public int attempts() {
    return tasks.size();
  }

  /** When the first attempt started; empty where none did. */
  public Optional<Instant> startedAt() {
    return tasks.stream().map(TaskRecord::startedAt).min(Comparator.naturalOrder());
  }

  /** When the last attempt ended, or where none started, when a module that did end did. */
  public Optional<Instant> finishedAt() {
    Optional<Instant> last =
        tasks.stream().map(TaskRecord::finishedAt).max(Comparator.naturalOrder());
    boolean ended = status.hasOutputs() || status == ModuleStatus.FAILED;
    return last.isPresent() || !ended ? last : Optional.of(endedAt);
  }

  private <T> Optional<T> common(Function<Place, T> part) {
    List<T> values = deciding().map(task -> part.apply(task.place())).distinct().limit(2).toList();
    return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
  }

  private Stream<TaskRecord> deciding() {
    if (status == ModuleStatus.FAILED) {
      Optional<TaskRecord> failed =
          lastAttempts().filter(task -> task.error().isPresent()).findFirst();
      if (failed.isPresent()) {
        return failed.stream();
      }
    }
    return lastAttempts();
  }

  private Stream<TaskRecord> lastAttempts() {
    Stream.Builder<TaskRecord> last = Stream.builder();
    for (int i = 0; i < tasks.size(); i++) {
      if (i + 1 == tasks.size() || tasks.get(i + 1).index() != tasks.get(i).index()) {
        last.add(tasks.get(i));
      }
    }
    return last.build();
  }
}
