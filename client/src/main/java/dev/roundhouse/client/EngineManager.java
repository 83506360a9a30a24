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

  private final Duration startTimeout;
  private final AtomicInteger wantedEngines = new AtomicInteger();
  private final KeptProcesses controller;
  private final KeptProcesses engines;

  /**
   * A manager that has started nothing.
   *
   * @param profile of the processes; engines look for the controller that its settings name
   * @param owner who started them, for their run files, such as {@code start 4711}
   */
  public EngineManager(Profile profile, String owner, Watcher watcher) {
    Objects.requireNonNull(watcher, "watcher");
    this.startTimeout = profile.settings().processes().startTimeout();
    ProcessStarter starter = new ProcessStarter(profile, owner);
    this.controller = kept(Role.CONTROLLER, profile, starter, watcher);
    this.engines = kept(Role.ENGINE, profile, starter, new Reporting(watcher, controller));
  }

  private KeptProcesses kept(Role role, Profile profile, ProcessStarter starter, Watcher watcher) {
    return new KeptProcesses(
        role,
        () -> starter.start(JvmCommand.of(role, profile), patience()),
        watcher,
        ReplacementRules.of(profile.settings().processes()),
        InstantSource.system());
  }

  /** A controller of ours hears at once of an engine that died, so that its tasks are repeated. */
  private record Reporting(Watcher watcher, KeptProcesses controller) implements Watcher {

    @Override
    public void ready(Role role, int ready, int wanted) {
      watcher.ready(role, ready, wanted);
    }

    @Override
    public void exited(Role role, long pid, String how) {
      controller.tell(Lifeline.exited(pid, how));
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
   * Starts the profile's controller; to be called once.
   *
   * @return its address, {@code host:port}, once it is ready; fails with {@link SetupException}
   */
  public CompletableFuture<String> startController() {
    return controller.grow(1).thenApply(addresses -> addresses.get(0));
  }

  /**
   * Starts engines, about two for each core at a time; returns at once. They need not wait for
   * their controller: they look for it until it is there.
   *
   * @return completes once all of these are ready; fails with {@link SetupException} where one
   *     could not start
   * @throws IllegalArgumentException the count is below 1
   */
  public CompletableFuture<Void> startEngines(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("count is " + count + ", expected at least 1");
    }
    wantedEngines.addAndGet(count);
    return engines.grow(count).thenAccept(addresses -> {});
  }

  /**
   * Completes when the controller that was started here has ended and is not replaced: whether it
   * was stopped on purpose.
   */
  public CompletableFuture<Boolean> controllerOver() {
    return controller.over();
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
