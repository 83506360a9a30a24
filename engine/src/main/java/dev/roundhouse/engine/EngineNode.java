package dev.roundhouse.engine;

import dev.roundhouse.blob.Blobs;
import dev.roundhouse.cluster.ClusterSystems;
import dev.roundhouse.cluster.Machine;
import dev.roundhouse.cluster.MicroClock;
import dev.roundhouse.cluster.NodeSpec;
import dev.roundhouse.cluster.NodeSpecs;
import dev.roundhouse.module.Durations;
import dev.roundhouse.profile.Profile;
import dev.roundhouse.profile.Settings;
import dev.roundhouse.scheme.Scheme;
import dev.roundhouse.scheme.SchemeEvent;
import dev.roundhouse.wire.ControllerCommand.EngineDescription;
import dev.roundhouse.wire.EngineCommand;
import dev.roundhouse.wire.ProductVersion;
import dev.roundhouse.work.CodeRunner;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.SpawnProtocol;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running engine in this process: keeps the local scheme while its ActorSystem, which is
 * disposable, is replaced whenever the controller is lost. Safe for use by several threads.
 */
public final class EngineNode implements AutoCloseable {

  /** The parts that are made by the process. */
  interface Parts extends AutoCloseable {

    /** The scheme that computes, telling the listener. */
    Scheme scheme(Scheme.Listener listener, CodeRunner runner);

    CodeRunner runner();

    CodeShelf.BundleFetcher bundles(Blobs blobs);

    @Override
    void close();
  }

  private static final Logger LOG = LoggerFactory.getLogger(EngineNode.class);
  private static final Duration CLOSE = Duration.ofSeconds(5);
  private static final int READERS = 4;

  private final Profile profile;
  private final NodeSpec spec;
  private final Machine machine = Machine.here();
  private final MicroClock clock = new MicroClock();
  private final long startedMicros = clock.getAsLong();
  private final Optional<Long> owner;
  private final Parts parts;
  private final CodeRunner runner;
  private final Scheme scheme;
  private final Blobs blobs;
  private final CodeShelf.BundleFetcher bundles;
  private final AtomicLong localIds = new AtomicLong(1);
  private final AtomicReference<Map<KeptResults.Name, KeptResults.Result>> kept =
      new AtomicReference<>(Map.of());
  private final AtomicReference<Optional<ActorRef<EngineCommand>>> actor =
      new AtomicReference<>(Optional.empty());
  private final ScheduledExecutorService lives =
      Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "roundhouse-engine-lives"));
  private final ExecutorService reading =
      Executors.newFixedThreadPool(READERS, task -> daemon(task, "roundhouse-engine-reading"));
  private final CompletableFuture<String> registered = new CompletableFuture<>();
  private final AtomicReference<Consumer<String>> registrations = new AtomicReference<>(id -> {});
  private final CompletableFuture<String> ended = new CompletableFuture<>();
  private final AtomicBoolean leaving = new AtomicBoolean();
  private volatile boolean restarting;
  private final ControllerSearch search;
  private volatile Optional<ActorSystem<SpawnProtocol.Command>> system = Optional.empty();

  /**
   * Starts an engine of the profile, which begins to look for its controller.
   *
   * @param owner process id of who keeps this engine, empty where nobody does
   * @throws IOException the port for large values cannot be bound
   */
  public static EngineNode start(Profile profile, Optional<Long> owner) throws IOException {
    return new EngineNode(profile, owner, new EngineParts(profile));
  }

  EngineNode(Profile profile, Optional<Long> owner, Parts parts) throws IOException {
    this.profile = profile;
    this.owner = owner;
    this.spec = NodeSpecs.engine(profile);
    this.blobs = NodeSpecs.blobs(spec);
    this.bundles = parts.bundles(blobs);
    this.parts = parts;
    this.runner = parts.runner();
    this.scheme = parts.scheme(this::onLocal, runner);
    this.search =
        new ControllerSearch(profile.settings().membership().joinTimeout(), startedMicros);
    lives.execute(this::live);
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  private void onLocal(SchemeEvent event) {
    actor.get().ifPresent(current -> current.tell(new EngineActor.Local(event)));
  }

  /** Begins a life: a fresh ActorSystem that joins and registers. */
  private void live() {
    if (ended.isDone()) {
      return;
    }
    Duration patience = profile.settings().membership().joinTimeout();
    if (search.isOver(clock.getAsLong())) {
      fail(
          "no-controller",
          "no controller answered at "
              + spec.controller().orElse("")
              + " within "
              + Durations.text(patience)
              + NodeSpecs.complaint(profile).map(why -> ": " + why).orElse(""));
      return;
    }
    try {
      ActorSystem<SpawnProtocol.Command> fresh = ClusterSystems.start(spec);
      system = Optional.of(fresh);
      AtomicBoolean over = new AtomicBoolean();
      fresh
          .getWhenTerminated()
          .whenComplete(
              (done, failure) -> endOnce(over, EngineEnd.orphaned("its ActorSystem ended")));
      EngineLife life = life(fresh, over);
      actor.set(Optional.of(ClusterSystems.spawn(fresh, EngineActor.create(life), "engine")));
      watchJoin(over, patience);
    } catch (RuntimeException e) {
      fail("start-failed", "could not start: " + e.getMessage());
    }
  }

  /** A life that never registers ends after the patience, so that the search has a bound. */
  private void watchJoin(AtomicBoolean over, Duration patience) {
    if (patience.isZero()) {
      return;
    }
    lives.schedule(
        () -> {
          if (!over.get() && !search.isFound()) {
            endOnce(over, EngineEnd.orphaned("no controller answered"));
          }
        },
        patience.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  private EngineLife life(ActorSystem<?> fresh, AtomicBoolean over) {
    Settings settings = profile.settings();
    String address = ClusterSystems.addressOf(fresh);
    EngineDescription description =
        new EngineDescription(
            ProductVersion.CURRENT,
            UUID.randomUUID().toString(),
            machine.host(),
            machine.identity(),
            ProcessHandle.current().pid(),
            machine.system(),
            slots(settings),
            settings.engine().labels(),
            address,
            startedMicros,
            owner);
    return new EngineLife(
        description,
        ClusterSystems.controllerAt(fresh, spec.controller().orElseThrow()),
        scheme,
        runner,
        blobs,
        bundles,
        reading,
        clock,
        localIds,
        kept,
        settings.limits().resendAfter(),
        settings.membership().orphanLeases(),
        this::onRegistered,
        end -> endOnce(over, end));
  }

  /** Slots of an engine with these settings: 0 is one for each core. */
  public static int slots(Settings settings) {
    int slots = settings.engine().slots();
    return slots == 0 ? Runtime.getRuntime().availableProcessors() : slots;
  }

  private void onRegistered(String id) {
    lives.execute(
        () -> {
          search.found();
          LOG.info("registered as {} at {}", id, spec.controller().orElse(""));
          registered.complete(id);
          registrations.get().accept(id);
        });
  }

  private void endOnce(AtomicBoolean over, EngineEnd end) {
    if (over.compareAndSet(false, true) && !lives.isShutdown()) {
      lives.execute(() -> onEnd(end));
    }
  }

  private void onEnd(EngineEnd end) {
    actor.set(Optional.empty());
    restarting = end.kind() == EngineEnd.Kind.RESTARTING;
    if (end.kind() == EngineEnd.Kind.STOPPED || restarting || leaving.get()) {
      LOG.info("ends: {}", end.reason());
      // Its ActorSystem goes with the process: ending it in order takes much of a second.
      finish(end.reason());
      return;
    }
    system.ifPresent(old -> ClusterSystems.terminate(old, CLOSE));
    system = Optional.empty();
    search.lost(clock.getAsLong());
    if (end.kind() == EngineEnd.Kind.REFUSED && !end.code().equals("shutting-down")) {
      fail(end.code(), "refused by the controller: " + end.reason());
    } else {
      LOG.warn("lost its controller ({}): looks for it again", end.reason());
      lives.execute(this::live);
    }
  }

  private void finish(String reason) {
    registered.completeExceptionally(new EngineException("stopped", reason));
    ended.complete(reason);
  }

  private void fail(String code, String message) {
    LOG.error("{}", message);
    EngineException failure = new EngineException(code, message);
    registered.completeExceptionally(failure);
    ended.completeExceptionally(failure);
  }

  /** Completes with the engine's id when the controller admitted it, or fails. */
  public CompletionStage<String> registered() {
    return registered;
  }

  /** Is told the engine's id whenever a controller admitted it from now on. */
  public void onRegistration(Consumer<String> listener) {
    registrations.set(listener);
  }

  /** Completes with the reason when the engine ended as it was told, or fails. */
  public CompletionStage<String> ended() {
    return ended;
  }

  /** Whether it ended so that another one is started in its place. */
  public boolean wantsRestart() {
    return restarting;
  }

  /** Finishes what it computes within the deadline, gives back the rest, leaves; does not wait. */
  public void leave(Duration deadline) {
    leaving.set(true);
    Optional<ActorRef<EngineCommand>> current = actor.get();
    if (current.isPresent()) {
      current.get().tell(new EngineActor.Leave(deadline));
    } else {
      lives.execute(() -> finish("it was told to end"));
    }
  }

  /** Ends everything within bounds. */
  @Override
  public void close() throws IOException {
    leaving.set(true);
    lives.shutdownNow();
    system.ifPresent(old -> ClusterSystems.terminate(old, CLOSE));
    scheme.close();
    runner.close();
    parts.close();
    reading.shutdownNow();
    blobs.close();
  }
}
