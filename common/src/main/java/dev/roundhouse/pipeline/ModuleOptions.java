package dev.roundhouse.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a pipeline says of one module beyond its inputs.
 *
 * @param schemes the only schemes that it may take; empty: no narrowing
 * @param retries how often an exception is tried again
 * @param queueTimeout longest wait of a task before it starts
 * @param runTimeout longest run of one attempt
 * @param pairwise loops zip their lists
 * @param cache false: it runs every time
 */
public record ModuleOptions(
    Optional<List<String>> schemes,
    int retries,
    Optional<Duration> queueTimeout,
    Optional<Duration> runTimeout,
    boolean pairwise,
    boolean cache) {

  public static final ModuleOptions DEFAULTS =
      new ModuleOptions(Optional.empty(), 0, Optional.empty(), Optional.empty(), false, true);

  public ModuleOptions {
    Objects.requireNonNull(schemes, "schemes");
    if (retries < 0) {
      throw new IllegalArgumentException("retries is " + retries + ", expected at least 0");
    }
    Objects.requireNonNull(queueTimeout, "queueTimeout");
    Objects.requireNonNull(runTimeout, "runTimeout");
  }

  /** Inside of a group with these options: only schemes that both allow, cached where both are. */
  ModuleOptions within(ModuleOptions group) {
    Optional<List<String>> both =
        schemes.isPresent() && group.schemes.isPresent()
            ? schemes.map(own -> own.stream().filter(group.schemes.get()::contains).toList())
            : schemes.or(() -> group.schemes);
    return new ModuleOptions(
        both, retries, queueTimeout, runTimeout, pairwise, cache && group.cache);
  }

  /** The options that only a module with tasks of its own can have, by their keys. */
  List<String> ofTasks() {
    List<String> given = new ArrayList<>();
    if (retries > 0) {
      given.add("retries");
    }
    queueTimeout.ifPresent(set -> given.add("queue-timeout"));
    runTimeout.ifPresent(set -> given.add("run-timeout"));
    return given;
  }
}
