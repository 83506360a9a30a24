package dev.roundhouse.toolbox;

import dev.roundhouse.client.Cluster;
import dev.roundhouse.client.ControllerSite;
import dev.roundhouse.client.EngineManager;
import dev.roundhouse.client.Session;
import dev.roundhouse.client.SessionOptions;
import dev.roundhouse.cluster.NodeSpecs;
import dev.roundhouse.link.LinkPlace;
import dev.roundhouse.process.Role;
import dev.roundhouse.profile.Profile;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * The engines that a run starts for itself, with the controller that they join: the profile's where
 * one was started, else a private one inside this process. At a private one the run is cancelled
 * where no engine is left: it would wait for ever.
 */
final class RunEngines implements AutoCloseable {

  private final Profile profile;
  private final Optional<Integer> count;
  private final boolean shared;
  private volatile String startProblem = "no engine is left";
  private final Optional<EngineManager> manager;
  private final AtomicReference<Optional<PrivateController>> controller =
      new AtomicReference<>(Optional.empty());
  private final AtomicReference<Optional<Cluster>> cluster =
      new AtomicReference<>(Optional.empty());
  private Optional<CompletableFuture<Void>> ending = Optional.empty();
  private Optional<String> failure = Optional.empty();

  private RunEngines(Profile profile, Optional<Integer> count, boolean shared, RunDisplay display) {
    this.profile = profile;
    this.count = count;
    this.shared = shared;
    this.manager =
        count.map(
            some ->
                new EngineManager(
                    profile,
                    "run " + ProcessHandle.current().pid(),
                    new Talk(display),
                    this::engineExited));
  }

  /**
   * Starts them; engines and controller come up at the same time, and the run need not wait.
   *
   * @param cancel is told why the run cannot go on
   * @throws dev.roundhouse.RoundhouseException the profile's controller is on another machine and
   *     does not answer
   */
  static RunEngines of(
      Profile base, Optional<Integer> count, RunDisplay display, Consumer<String> cancel) {
    if (count.isEmpty()) {
      return new RunEngines(base, count, false, display);
    }
    boolean shared = isShared(base);
    Profile profile = shared ? base : PrivateController.profile(base);
    RunEngines engines = new RunEngines(profile, count, shared, display);
    try {
      engines.start(count.get(), display, cancel);
      return engines;
    } catch (RuntimeException e) {
      engines.close();
      throw e;
    }
  }

  /** Whether there is a controller of the profile to join. */
  private static boolean isShared(Profile profile) {
    ControllerSite site = new ControllerSite(profile);
    return site.isHere() ? site.hasLocalController() : site.hasController();
  }

  /** How to open the run's session: straight to the private controller where there is one. */
  SessionOptions session() {
    SessionOptions options = new SessionOptions(profile);
    int expected = count.orElse(0);
    if (shared) {
      return options.withController(LinkPlace.remote(NodeSpecs.client(profile), expected));
    }
    return controller
        .get()
        .map(node -> options.withController(node.place(expected)))
        .orElse(options);
  }

  /**
   * The run's session is open: a controller in another process hears through it of lost engines.
   */
  void joined(Session session) {
    if (shared) {
      cluster.set(Optional.of(session.cluster()));
    }
  }

  /** Why the engines are gone, where they are. */
  synchronized Optional<String> failure() {
    return failure;
  }

  /** Begins to end the engines, while the rest of the command goes on; the run is over. */
  synchronized void release() {
    if (ending.isEmpty()) {
      ending = manager.map(engines -> CompletableFuture.runAsync(engines::close));
    }
  }

  /** Kills the engines, where the command cannot wait for them. */
  void kill() {
    manager.ifPresent(EngineManager::kill);
  }

  @Override
  public void close() {
    release();
    ending().ifPresent(CompletableFuture::join);
    controller.getAndSet(Optional.empty()).ifPresent(PrivateController::close);
  }

  private void start(int count, RunDisplay display, Consumer<String> cancel) {
    EngineManager engines = manager.orElseThrow();
    String some = count + (count == 1 ? " engine" : " engines");
    display.say(
        shared
            ? "starting " + some + " for the controller at " + new ControllerSite(profile).address()
            : "starting a controller and " + some);
    engines
        .startEngines(count)
        .whenComplete(
            (ready, thrown) -> {
              if (thrown != null) {
                // The run goes on with the engines that live, if any do.
                startProblem = message(thrown);
                display.say(startProblem);
              }
            });
    if (!shared) {
      engines.enginesOver().thenAccept(orderly -> fail(startProblem, cancel));
      controller.set(Optional.of(PrivateController.start(profile)));
    }
  }

  private void engineExited(long pid, String how) {
    controller.get().ifPresent(node -> node.engineExited(pid, how));
    cluster.get().ifPresent(joined -> joined.engineExited(pid, how));
  }

  private void fail(String why, Consumer<String> cancel) {
    synchronized (this) {
      if (failure.isPresent()) {
        return;
      }
      failure = Optional.of(why);
    }
    cancel.accept(why);
  }

  private synchronized Optional<CompletableFuture<Void>> ending() {
    return ending;
  }

  private static String message(Throwable thrown) {
    Throwable cause = thrown.getCause() == null ? thrown : thrown.getCause();
    return String.valueOf(cause.getMessage());
  }

  /** Passes on what the manager tells. */
  private record Talk(RunDisplay display) implements EngineManager.Watcher {

    @Override
    public void ready(Role role, int ready, int wanted) {
      display.say(ready + " of " + wanted + (wanted == 1 ? " engine" : " engines") + " ready");
    }

    @Override
    public void exited(Role role, long pid, String how) {
      // The manager tells who needs to know.
    }

    @Override
    public void said(String line) {
      display.say(line);
    }
  }
}
