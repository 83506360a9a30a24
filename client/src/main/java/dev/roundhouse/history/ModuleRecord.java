package dev.roundhouse.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A module of a recorded run.
 *
 * @param shape what it was to do
 * @param state what became of it
 * @param attempts an entry an attempt, by task and attempt
 */
public record ModuleRecord(ModuleShape shape, ModuleState state, List<AttemptRecord> attempts) {

  public ModuleRecord {
    Objects.requireNonNull(shape, "shape");
    Objects.requireNonNull(state, "state");
    attempts = List.copyOf(attempts);
  }

  /** Its name in the pipeline. */
  public String name() {
    return shape.name();
  }

  /** How many tasks of it were tried. */
  public int tasks() {
    return (int) attempts.stream().mapToInt(AttemptRecord::task).distinct().count();
  }

  /** When its first attempt started; empty where none did. */
  public Optional<Instant> startedAt() {
    return attempts.stream().map(AttemptRecord::startedAt).min(Comparator.naturalOrder());
  }

  /** When its last attempt ended; empty where none did. */
  public Optional<Instant> finishedAt() {
    return attempts.stream().map(AttemptRecord::finishedAt).max(Comparator.naturalOrder());
  }

  /** From the start of its first attempt to the end of its last; empty where none ran. */
  public Optional<Duration> elapsed() {
    return startedAt()
        .flatMap(start -> finishedAt().map(finish -> Duration.between(start, finish)));
  }
}
