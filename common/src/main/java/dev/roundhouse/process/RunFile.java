package dev.roundhouse.process;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a controller or engine says about itself in its profile's {@code run} directory while it
 * lives.
 *
 * @param pid of the process
 * @param startTime when the system says that the process started; tells a reused pid
 * @param role what it is
 * @param id what people call it: {@code controller}, or the engine's id at its controller
 * @param address {@code host:port} of the controller: of this one, or of the one that it is an
 *     engine of
 * @param profile the profile's name
 * @param owner who started it, for example {@code start 4711}; {@code terminal} where nobody of
 *     ours did
 * @param detached whether it lives on when its owner ends
 * @param forgotten whether a clean-up left it running and counts it no longer as started here
 * @param exclusive whether it is a controller inside a run, for that run only
 * @param log where it logs to; empty where to a terminal
 */
public record RunFile(
    long pid,
    Instant startTime,
    Role role,
    String id,
    String address,
    String profile,
    String owner,
    boolean detached,
    boolean forgotten,
    boolean exclusive,
    Optional<Path> log) {

  /** The owner of what a person, a service manager or a container started. */
  public static final String TERMINAL = "terminal";

  private static final Pattern KEEPER = Pattern.compile(".* (\\d{1,18})");

  private static final long LOOK_NANOS = Duration.ofMillis(20).toNanos();

  public RunFile {
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(profile, "profile");
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(log, "log");
    startTime = startTime.truncatedTo(ChronoUnit.MILLIS);
  }

  /** The one of this process: owner and log as its starter told it. */
  public static RunFile ofThisProcess(Role role, String id, String address, String profile) {
    ProcessIdentity self = ProcessIdentity.ofThisProcess();
    return new RunFile(
        self.pid(),
        self.startTime(),
        role,
        id,
        address,
        profile,
        System.getProperty(JvmCommand.OWNER, TERMINAL),
        false,
        false,
        false,
        Optional.ofNullable(System.getProperty(JvmCommand.LOG)).map(Path::of));
  }

  /** The same, living on when its owner ends. */
  public RunFile asDetached() {
    return with(true, forgotten, exclusive);
  }

  /** The same, living on and no longer counted as started here. */
  public RunFile asForgotten() {
    return with(true, true, exclusive);
  }

  /** The same, for one run only. */
  public RunFile asExclusive() {
    return with(detached, forgotten, true);
  }

  /** The same, started by this owner. */
  public RunFile ownedBy(String other) {
    return new RunFile(
        pid, startTime, role, id, address, profile, other, detached, forgotten, exclusive, log);
  }

  /** The same under another id. */
  RunFile named(String other) {
    return new RunFile(
        pid, startTime, role, other, address, profile, owner, detached, forgotten, exclusive, log);
  }

  private RunFile with(boolean isDetached, boolean isForgotten, boolean isExclusive) {
    return new RunFile(
        pid,
        startTime,
        role,
        id,
        address,
        profile,
        owner,
        isDetached,
        isForgotten,
        isExclusive,
        log);
  }

  /**
   * Whether a command or session of this user started it, rather than a person by hand, and no
   * clean-up forgot it since.
   */
  public boolean startedHere() {
    return !owner.equals(TERMINAL) && !forgotten;
  }

  /**
   * Whether the process that keeps it has ended, so that it is about to end too. A pid that belongs
   * to another process by now is taken for the owner's.
   */
  public boolean isOrphaned() {
    Matcher keeper = KEEPER.matcher(owner);
    return !detached
        && keeper.matches()
        && ProcessHandle.of(Long.parseLong(keeper.group(1)))
            .filter(ProcessHandle::isAlive)
            .isEmpty();
  }

  /** The process; empty where it has ended, also where its pid belongs to another by now. */
  public Optional<ProcessHandle> process() {
    return new ProcessIdentity(pid, startTime).process();
  }

  /**
   * Waits until the process has ended; {@link ProcessHandle#onExit} looks for the end of processes
   * that are no children of this one 300 ms apart, and less and less often.
   *
   * @return false where it lives on after the bound, or the caller was interrupted
   */
  public boolean awaitEnd(Duration bound) {
    long end = System.nanoTime() + bound.toNanos();
    Optional<ProcessHandle> process = process();
    while (process.isPresent() && process.get().isAlive()) {
      if (System.nanoTime() >= end || Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
    return true;
  }
}
