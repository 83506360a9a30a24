package dev.roundhouse.process;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Tells a process of this machine from all others, also from a later one with the same pid.
 *
 * @param startTime when the system says that it started
 */
public record ProcessIdentity(long pid, Instant startTime) {

  // Linux counts starts from the time of boot, which may be read a second apart.
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

  public ProcessIdentity {
    Objects.requireNonNull(startTime, "startTime");
  }

  /** The process that asks. */
  public static ProcessIdentity ofThisProcess() {
    ProcessHandle self = ProcessHandle.current();
    return new ProcessIdentity(self.pid(), self.info().startInstant().orElse(Instant.EPOCH));
  }

  /** The process; empty where it has ended, also where its pid belongs to another by now. */
  public Optional<ProcessHandle> process() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(handle -> handle.info().startInstant().map(this::isClose).orElse(false));
  }

  private boolean isClose(Instant start) {
    return Duration.between(start, startTime).abs().compareTo(CLOCK_TOLERANCE) <= 0;
  }
}
