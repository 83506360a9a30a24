package dev.roundhouse.client;

import dev.roundhouse.module.Durations;
import dev.roundhouse.process.JvmCommand;
import dev.roundhouse.process.Lifeline;
import dev.roundhouse.process.OwnedProcess;
import dev.roundhouse.process.ProcessStarter;
import dev.roundhouse.process.Role;
import dev.roundhouse.profile.Profile;
import dev.roundhouse.profile.SetupException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The controller and the engines that this process started on this machine. They end when it ends,
 * in whatever way, until they are detached; one that dies is replaced, up to five times in a row
 * with growing pauses, unless it was stopped on purpose. Safe for use by several threads.
 */
public final class EngineManager implements AutoCloseable {

  /** Longest wait for a process to end by itself before it is killed. */
  private static final Duration STOP = Duration.ofSeconds(3);

  private static final Duration DETACH = Duration.ofSeconds(5);

  /** Is told what happens, on a thread of the manager; must be quick and must not throw. */
  public interface Watcher {

    /** One more process is ready. */
    void ready(Role role, int ready, int wanted);

    /** A process ended that nobody stopped; told at once, before another one is started. */
    void exited(Role role, long pid, String how);

    /** A sentence for people. */
    void said(String line);
  }

  /** Hears of engines that died, where their controller was not started here. */
  @FunctionalInterface
  public interface Joined {

    /** The process of an engine of this machine ended; must not throw. */
    void engineExited(long pid, String how);
  }

  private final ControllerSite site;
  private final Joined joined;
  private final Watcher watcher;
  private final Duration startTimeout;
  private final AtomicInteger wantedEngines = new AtomicInteger();
  private final KeptProcesses controller;
  private final KeptProcesses engines;
  private final CompletableFuture<Boolean> over = new CompletableFuture<>();
  private volatile boolean ownController;
  private boolean started;
  private CompletableFuture<String> controllerReady = CompletableFuture.completedFuture("");

  /**
   * A manager that has started nothing.
   *
   * @param profile of the processes; engines look for the controller that its settings name
   * @param owner who started them, for their run files, such as {@code start 4711}
   * @param joined the controller of the engines, where it was not started here
   */
  public EngineManager(Profile profile, String owner, Watcher watcher, Joined joined) {
    this.site = new ControllerSite(profile);
    this.joined = Objects.requireNonNull(joined, "joined");
    this.watcher = Objects.requireNonNull(watcher, "watcher");
    this.startTimeout = profile.settings().processes().startTimeout();
    ProcessStarter starter = new ProcessStarter(profile, owner);
    this.controller = kept(Role.CONTROLLER, profile, starter, watcher);
    this.engines = kept(Role.ENGINE, profile, starter, this.new Reporting());
  }

  private KeptProcesses kept(Role role, Profile profile, ProcessStarter starter, Watcher watcher) {
    return new KeptProcesses(
        role,
        () -> starter.start(JvmCommand.of(role, profile), patience()),
        watcher,
        ReplacementRules.of(profile.settings().processes()),
        InstantSource.system());
  }

  /** The controller hears at once of an engine that died, so that its tasks are repeated. */
  private final class Reporting implements Watcher {

    @Override
    public void ready(Role role, int ready, int wanted) {
      watcher.ready(role, ready, wanted);
    }

    @Override
    public void exited(Role role, long pid, String how) {
      if (ownController) {
        controller.tell(Lifeline.exited(pid, how));
      } else {
        joined.engineExited(pid, how);
      }
      watcher.exited(role, pid, how);
    }

    @Override
    public void said(String line) {
      watcher.said(line);
    }
  }

  /** Many processes that start at a time share the cores: each may take longer. */
  private Duration patience() {
    int shares = 8 * Runtime.getRuntime().availableProcessors();
    return startTimeout.plus(startTimeout.multipliedBy(wantedEngines.get()).dividedBy(shares));
  }

  /**
   * Starts engines, and with the first of them the profile's controller where none answers; returns
   * at once.
   *
   * @return completes once all of these are ready; fails with {@link SetupException} where one
   *     could not start, and with {@link dev.roundhouse.RoundhouseException} {@code no-cluster}
   *     where no controller answers and none can be started on this machine
   * @throws IllegalArgumentException the count is below 1
   */
  public CompletableFuture<Void> start(int count) {
    check(count);
    return CompletableFuture.runAsync(this::findController, EngineManager::aside)
        .thenCompose(found -> startBoth(count));
  }

  private CompletableFuture<Void> startBoth(int count) {
    watcher.said("starting " + count + (count == 1 ? " engine" : " engines"));
    CompletableFuture<Void> ready = bothReady(controllerReady(), startEngines(count));
    over.thenAccept(orderly -> ready.completeExceptionally(endedBefore(orderly)));
    return ready;
  }

  private static void aside(Runnable task) {
    Thread thread = new Thread(task, "roundhouse-finds-controller");
    thread.setDaemon(true);
    thread.start();
  }

  private synchronized void findController() {
    boolean first = !started;
    if (started && (ownController || site.hasController())) {
      return;
    }
    ownController = !first || !site.hasController();
    started = true;
    watcher.said(
        (ownController ? "starting a controller at " : "a controller answers at ")
            + site.address());
    if (ownController) {
      controllerReady = startController();
      controller.over().thenAccept(over::complete);
    }
    if (first) {
      engines.over().thenAccept(this::enginesOver);
    }
  }

  private synchronized CompletableFuture<String> controllerReady() {
    return controllerReady;
  }

  /** Engines that were all stopped on purpose leave a controller for others. */
  private void enginesOver(boolean orderly) {
    if (!(ownController && orderly)) {
      over.complete(orderly);
    }
  }

  private SetupException endedBefore(boolean orderly) {
    return new SetupException(
        SetupException.Code.PROCESS,
        "the cluster at "
            + site.address()
            + (orderly ? " was shut down" : " died")
            + " before all was ready",
        "start it again");
  }

  /** The first to fail tells it: the other may wait for the one that failed. */
  private static CompletableFuture<Void> bothReady(
      CompletableFuture<?> one, CompletableFuture<?> other) {
    CompletableFuture<Void> both = new CompletableFuture<>();
    CompletableFuture.allOf(one, other).thenAccept(both::complete);
    for (CompletableFuture<?> each : List.of(one, other)) {
      each.whenComplete(
          (ready, thrown) -> {
            if (thrown != null) {
              both.completeExceptionally(
                  thrown instanceof CompletionException && thrown.getCause() != null
                      ? thrown.getCause()
                      : thrown);
            }
          });
    }
    return both;
  }

  /** Whether {@link #start} started the controller too. */
  public boolean ownController() {
    return ownController;
  }

  /**
   * Completes when all that {@link #start} started has ended and nothing is replaced: whether it
   * was stopped on purpose.
   */
  public CompletableFuture<Boolean> over() {
    return over.copy();
  }

  private CompletableFuture<String> startController() {
    return controller.grow(1).thenApply(addresses -> addresses.get(0));
  }

  /**
   * Starts engines and no controller, about two for each core at a time; returns at once. They need
   * not wait for their controller: they look for it until it is there.
   *
   * @return completes once all of these are ready; fails with {@link SetupException} where one
   *     could not start
   * @throws IllegalArgumentException the count is below 1
   */
  public CompletableFuture<Void> startEngines(int count) {
    check(count);
    wantedEngines.addAndGet(count);
    return engines.grow(count).thenAccept(addresses -> {});
  }

  private static void check(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("count is " + count + ", expected at least 1");
    }
  }

  /**
   * Completes when every engine that was started here has ended and none is replaced: whether all
   * were stopped on purpose.
   */
  public CompletableFuture<Boolean> enginesOver() {
    return engines.over();
  }

  /** The processes that live, the controller first. */
  public List<OwnedProcess> processes() {
    List<OwnedProcess> all = new ArrayList<>(await(controller.live(), STOP));
    all.addAll(await(engines.live(), STOP));
    return List.copyOf(all);
  }

  /**
   * Lets all live on when this process ends, and replaces nothing any more.
   *
   * @throws SetupException one did not acknowledge; those that did are free
   */
  public void detach() {
    await(controller.detach(DETACH), DETACH.multipliedBy(2));
    await(engines.detach(DETACH), DETACH.multipliedBy(64));
  }

  /** Kills all that were not detached, at once and without waiting: for an owner that must end. */
  public void kill() {
    engines.kill();
    controller.kill();
  }

  /** Ends the engines, then the controller, and waits for them, within some seconds. */
  @Override
  public void close() {
    try {
      await(engines.stop(STOP), STOP.multipliedBy(3));
      await(controller.stop(STOP), STOP.multipliedBy(3));
    } finally {
      engines.close();
      controller.close();
    }
  }

  private static <T> T await(CompletableFuture<T> future, Duration bound) {
    try {
      return future.get(bound.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new IllegalStateException(e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException(
          "processes were not handled within " + Durations.text(bound), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for processes", e);
    }
  }
}
