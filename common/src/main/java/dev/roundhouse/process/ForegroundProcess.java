package dev.roundhouse.process;

import dev.roundhouse.profile.Profile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/**
 * The life of a controller's or engine's JVM: it tells its owner how it stands, ends with its owner
 * unless it was detached, and on SIGTERM, SIGINT or {@link #end} drains within a bound and ends
 * with the code given, 0 for signals. Thread-safe.
 *
 * <p>A main begins with {@link #begin}, gives {@link #drainBy} what stops its work, and says {@link
 * #ready} or {@link #fail}.
 */
public final class ForegroundProcess {

  private static final String OWNED = "roundhouse.owned";
  private static final int CRASHED = 1;

  private final Role role;
  private final Status status;
  private final boolean owned;
  private final AtomicReference<Drain> drain =
      new AtomicReference<>(new Drain(Duration.ZERO, () -> {}));
  private final AtomicReference<Optional<Registration>> registration =
      new AtomicReference<>(Optional.empty());
  private final AtomicReference<BiConsumer<Long, String>> engineExits =
      new AtomicReference<>((pid, how) -> {});
  private volatile Optional<ReadyFile> readyFile = Optional.empty();
  private volatile int exitCode;
  private volatile boolean ending;
  private volatile boolean detached;
  private volatile boolean ownerLost;

  private ForegroundProcess(Role role, Status status, boolean owned) {
    this.role = role;
    this.status = status;
    this.owned = owned;
  }

  /** The option that tells a JVM that its standard input is a lifeline. */
  static String ownedOption() {
    return "-D" + OWNED + "=true";
  }

  /**
   * Begins the life: to be called first in a main, once. Standard output is for status lines from
   * now on.
   */
  public static ForegroundProcess begin(Role role) {
    ForegroundProcess process =
        new ForegroundProcess(role, Status.takeStandardOutput(), Boolean.getBoolean(OWNED));
    Runtime.getRuntime().addShutdownHook(new Thread(process::finish, "end of " + role.text()));
    Thread.currentThread().setUncaughtExceptionHandler((main, bug) -> process.crash(bug));
    if (process.owned) {
      Lifeline.watch(System.in, process.new OwnersWord());
    }
    return process;
  }

  /** What the owner says. */
  private final class OwnersWord implements Lifeline.Listener {

    @Override
    public void detached() {
      detach();
    }

    @Override
    public void cut() {
      ownerLost = true;
      end(0);
    }

    @Override
    public void exited(long pid, String how) {
      engineExits.get().accept(pid, how);
    }
  }

  /** Tells of engines of this process's owner whose processes ended; replaces an earlier one. */
  public void onEngineExit(BiConsumer<Long, String> listener) {
    engineExits.set(listener);
  }

  /** Whether an owner holds this process, or did before it was detached. */
  public boolean isOwned() {
    return owned;
  }

  /**
   * What ends the work, and how long it may take before the process ends all the same. Replaces an
   * earlier action.
   */
  public void drainBy(Duration bound, Runnable action) {
    drain.set(new Drain(bound, action));
  }

  /**
   * Names a file that is there while the process can be used.
   *
   * @throws dev.roundhouse.profile.SetupException it cannot be written
   */
  void readyFile(Path path) {
    readyFile = Optional.of(new ReadyFile(path));
  }

  /**
   * Says that the process can be used, and writes its run file.
   *
   * @param id what people call it, as in {@link RunFile}
   * @param address {@code host:port} of the controller
   */
  public void ready(Profile profile, String id, String address) {
    RunFile file = RunFile.ofThisProcess(role, id, address, profile.name());
    RunFiles files = RunFiles.of(profile);
    synchronized (this) {
      RunFile current = detached ? file.asDetached() : file;
      files.write(current);
      registration.set(Optional.of(new Registration(files, current)));
    }
    readyFile.ifPresent(told -> told.write(address));
    status.ready(address);
  }

  /** Says why the process cannot become ready, and ends it with a code. Does not return. */
  public void fail(String message, int code) {
    if (owned) {
      status.failed(message);
    }
    System.err.println(message);
    end(code);
  }

  /** Ends the process: drains within the bound, then exits with the code. Does not return. */
  public void end(int code) {
    ending = true;
    exitCode = code;
    System.exit(code);
  }

  /** Whether the process ends because its owner did. */
  public boolean ownerLost() {
    return ownerLost;
  }

  /** The JVM ends after its main's bug, by the same hook as in good order but not with its code. */
  private void crash(Throwable bug) {
    exitCode = CRASHED;
    bug.printStackTrace();
  }

  private synchronized void detach() {
    detached = true;
    change(RunFile::asDetached);
    status.detached();
  }

  /** Another controller calls it by another id. */
  public synchronized void rename(String id) {
    change(file -> file.named(id));
  }

  /** Somebody else may have changed the file since: what it says now is changed. */
  private void change(UnaryOperator<RunFile> how) {
    registration.get().ifPresent(written -> written.files().change(written.file(), how));
  }

  private void finish() {
    readyFile.ifPresent(ReadyFile::remove);
    if (!ending && !signalled()) {
      // A task called System.exit and waits in it: nothing can be drained, and the code is its own.
      registration.get().ifPresent(written -> written.files().delete(written.file()));
      return;
    }
    try {
      drainWithinBound(drain.get());
      registration.get().ifPresent(written -> written.files().delete(written.file()));
    } finally {
      // The system's code for a signal (143, 130) would look like a failure to a service manager.
      Runtime.getRuntime().halt(exitCode);
    }
  }

  /** The JVM ends on a signal in a thread that it names after the signal. */
  private static boolean signalled() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .anyMatch(name -> name.startsWith("SIG") && name.endsWith(" handler"));
  }

  private static void drainWithinBound(Drain last) {
    Thread worker = new Thread(last.action(), "drain");
    worker.setDaemon(true);
    worker.start();
    try {
      worker.join(Math.max(1, last.bound().toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private record Drain(Duration bound, Runnable action) {}

  private record Registration(RunFiles files, RunFile file) {}
}
