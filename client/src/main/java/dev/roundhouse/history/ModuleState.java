package dev.roundhouse.history;

import dev.roundhouse.scheme.Captured;
import dev.roundhouse.work.TaskError;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How a module of a run is.
 *
 * @param status as documents say it
 * @param scheme where its tasks were sent
 * @param signature of its computation; empty where it has none
 * @param error why it failed
 * @param skippedBecause the module because of which it was skipped
 * @param since when it came into this state, on the session's clock
 * @param printed by its tasks, once they have ended
 */
public record ModuleState(
    String status,
    Optional<String> scheme,
    Optional<String> signature,
    Optional<TaskError> error,
    Optional<String> skippedBecause,
    Instant since,
    Captured printed) {

  public ModuleState {
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(scheme, "scheme");
    Objects.requireNonNull(signature, "signature");
    Objects.requireNonNull(error, "error");
    Objects.requireNonNull(skippedBecause, "skippedBecause");
    Objects.requireNonNull(since, "since");
    Objects.requireNonNull(printed, "printed");
  }

  /** The same with the middle cut of what was printed, to so many bytes a stream. */
  public ModuleState withPrintedAtMost(int bytes) {
    Captured less =
        new Captured(
            Objects.requireNonNullElse(Printed.bounded(printed.stdout(), bytes), ""),
            Objects.requireNonNullElse(Printed.bounded(printed.stderr(), bytes), ""));
    return new ModuleState(status, scheme, signature, error, skippedBecause, since, less);
  }

  /** Whether its outputs were taken from the cache. */
  public boolean cached() {
    return status.equals("cached");
  }
}
