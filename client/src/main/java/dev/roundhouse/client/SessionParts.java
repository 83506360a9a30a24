package dev.roundhouse.client;

import dev.roundhouse.bundle.BundleLoaders;
import dev.roundhouse.cache.ResultCache;
import dev.roundhouse.cluster.MicroClock;
import dev.roundhouse.local.LocalSchemes;
import dev.roundhouse.profile.Profile;
import dev.roundhouse.profile.Settings;
import dev.roundhouse.work.CodeRunner;
import dev.roundhouse.work.CodeRunners;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * What a session is made of, put together from its profile. Nothing here starts a thread, process
 * or link before a task needs it.
 */
final class SessionParts implements AutoCloseable {

  private static final String CLOSED = "the session was closed";
  private static final Duration CLOSING = Duration.ofSeconds(10);

  final Profile profile;
  final InstantSource clock = steady(new MicroClock());
  final CallbackPool callbacks;
  final SchemeSet schemes;
  final SchemeDispatcher dispatcher;
  final SessionLink link;
  final SessionEngines engines;
  final SessionRuns runs;
  final SessionHistory history;
  final BundleLoaders loaders = BundleLoaders.local();
  private final Optional<ResultCache> cache;
  private final LocalSystem system = new LocalSystem();
  final CodeRunner runner = CodeRunners.create(loaders);

  SessionParts(Profile profile, ClusterConnector connector) {
    this.profile = profile;
    this.cache = cache(profile);
    int cores = Runtime.getRuntime().availableProcessors();
    this.callbacks = new CallbackPool(Math.max(cores, 2));
    this.schemes = new SchemeSet(factories(), settings(profile.settings().schemes()), cores);
    this.dispatcher = new SchemeDispatcher(schemes, this::later, RetryPauses.DEFAULT);
    this.runs = new SessionRuns(this::environment, schemes::settings);
    this.link =
        new SessionLink(
            () ->
                connector.connect(
                    new ClusterConnector.Surroundings(profile, clock, system, dispatcher)));
    this.engines = new SessionEngines(profile, link);
    this.history = new SessionHistory(profile, link);
  }

  private RunEnvironment environment() {
    int attempts = profile.settings().attempts();
    return new RunEnvironment(system.get(), dispatcher, callbacks, clock, attempts, cache, history);
  }

  private static Optional<ResultCache> cache(Profile profile) {
    Settings.CacheSettings settings = profile.settings().cache();
    if (!settings.enabled()) {
      return Optional.empty();
    }
    return Optional.of(
        settings.disk()
            ? ResultCache.onDisk(
                profile.home().cache(), settings.size(), settings.memory(), InstantSource.system())
            : ResultCache.inMemory(settings.memory()));
  }

  /** Cancels all tasks and ends what was made, within the grace and ten seconds more. */
  @Override
  public void close() {
    runs.cancel(CLOSED);
    dispatcher.close(CLOSED);
    schemes.close(profile.settings().cancelGrace().plus(CLOSING));
    link.close();
    engines.close();
    dispatcher.endRest(CLOSED);
    runs.awaitEnds();
    system.close();
    history.close();
    runner.close();
    loaders.close();
    callbacks.close();
  }

  private Map<String, SchemeSet.Factory> factories() {
    LocalSchemes local = new LocalSchemes(profile, clock, runner);
    return Map.of(
        Dispatcher.INTERPRETER,
        (slots, listener) -> local.threads(Dispatcher.INTERPRETER, slots, listener),
        "threading",
        (slots, listener) -> local.threads("threading", slots, listener),
        "multiprocessing",
        (slots, listener) -> local.children(slots, system.get(), listener),
        "cluster",
        (slots, listener) -> link.get().scheme());
  }

  private void later(Duration pause, Runnable action) {
    Executor delayed =
        CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS, callbacks);
    delayed.execute(action);
  }

  private static InstantSource steady(MicroClock micros) {
    return () -> Instant.EPOCH.plus(micros.getAsLong(), ChronoUnit.MICROS);
  }

  private static List<SchemeSetting> settings(Settings.Schemes schemes) {
    return List.of(
        setting("cluster", schemes.cluster()),
        setting("multiprocessing", schemes.multiprocessing()),
        setting("threading", schemes.threading()));
  }

  private static SchemeSetting setting(String name, Settings.SchemeSettings settings) {
    return new SchemeSetting(name, settings.enabled(), settings.size(), settings.priority());
  }
}
