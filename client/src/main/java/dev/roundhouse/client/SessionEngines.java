package dev.roundhouse.client;

import dev.roundhouse.cluster.Machine;
import dev.roundhouse.process.OwnedProcess;
import dev.roundhouse.process.Role;
import dev.roundhouse.process.RunFile;
import dev.roundhouse.process.RunFiles;
import dev.roundhouse.profile.Profile;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engines, and the controller, that a session started; made when some are first wanted. */
final class SessionEngines implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(SessionEngines.class);

  private static final int OVER_SECONDS = 10;

  private final Profile profile;
  private final SessionLink link;
  private Optional<EngineManager> manager = Optional.empty();
  private boolean closed;

  /**
   * @param link the session's way to its cluster
   */
  SessionEngines(Profile profile, SessionLink link) {
    this.profile = profile;
    this.link = link;
  }

  /**
   * Starts some more; see {@link EngineManager#start}.
   *
   * @throws IllegalStateException the session is closed
   */
  CompletableFuture<Void> start(int count) {
    return manager().start(count);
  }

  private synchronized EngineManager manager() {
    if (closed) {
      throw new IllegalStateException("the session is closed and starts no engines");
    }
    // One whose processes have all ended, as after a shutdown, starts nothing again.
    manager.filter(made -> made.over().isDone()).ifPresent(EngineManager::close);
    EngineManager made =
        manager
            .filter(one -> !one.over().isDone())
            .orElseGet(
                () ->
                    new EngineManager(
                        profile,
                        "session " + ProcessHandle.current().pid(),
                        new Logged(),
                        this::engineExited));
    manager = Optional.of(made);
    return made;
  }

  private void engineExited(long pid, String how) {
    link.whileOpen().ifPresent(open -> open.engineExited(Machine.here().host(), pid, how));
  }

  /** The cluster was shut down: waits a moment for the processes that the session started. */
  void awaitOver() {
    Optional<EngineManager> ending;
    synchronized (this) {
      ending = manager;
    }
    ending.ifPresent(
        ended -> ended.over().completeOnTimeout(false, OVER_SECONDS, TimeUnit.SECONDS).join());
  }

  /** Lets all live on when the session ends; those that are started later are its own again. */
  synchronized void detach() {
    manager.ifPresent(EngineManager::detach);
    manager.ifPresent(EngineManager::close);
    manager = Optional.empty();
  }

  /** Forgets all: ends them, or lets them live on and counts them no longer as started here. */
  void cleanUp(CleanUp fate) {
    Optional<EngineManager> forgotten;
    synchronized (this) {
      forgotten = manager;
      manager = Optional.empty();
    }
    if (forgotten.isEmpty()) {
      return;
    }
    if (fate == CleanUp.LEAVE) {
      List<Long> pids = forgotten.get().processes().stream().map(OwnedProcess::pid).toList();
      forgotten.get().detach();
      RunFiles files = RunFiles.of(profile);
      files.live().stream()
          .filter(file -> pids.contains(file.pid()))
          .forEach(file -> files.change(file, RunFile::asForgotten));
    }
    forgotten.get().close();
  }

  /** Ends all that were started and not detached, within some seconds. */
  @Override
  public void close() {
    Optional<EngineManager> closing;
    synchronized (this) {
      closed = true;
      closing = manager;
    }
    closing.ifPresent(EngineManager::close);
  }

  /** A program has no place to show it but its log. */
  private static final class Logged implements EngineManager.Watcher {

    @Override
    public void ready(Role role, int ready, int wanted) {
      log.info("{}: {} of {} ready", role.text(), ready, wanted);
    }

    @Override
    public void exited(Role role, long pid, String how) {
      log.warn("{} (pid {}): {}", role.text(), pid, how);
    }

    @Override
    public void said(String line) {
      log.info("{}", line);
    }
  }
}
