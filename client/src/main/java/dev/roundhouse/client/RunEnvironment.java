package dev.roundhouse.client;

import dev.roundhouse.cache.ResultCache;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * What the runs of a session share.
 *
 * @param system the session's local one; where it ends, runs end as cancelled
 * @param dispatcher takes the tasks
 * @param callbacks encodes and decodes values, runs listeners and users' dependents; takes every
 *     action, also after it was closed
 * @param clock the session's
 * @param attempts how often a lost attempt of a task is tried, the first included
 * @param cache where results of modules are kept; empty where none are
 * @param recording takes down what happens
 */
record RunEnvironment(
    ActorSystem<?> system,
    Dispatcher dispatcher,
    Executor callbacks,
    InstantSource clock,
    int attempts,
    Optional<ResultCache> cache,
    RunRecording recording) {
  RunEnvironment {
    Objects.requireNonNull(system, "system");
    Objects.requireNonNull(dispatcher, "dispatcher");
    Objects.requireNonNull(callbacks, "callbacks");
    Objects.requireNonNull(clock, "clock");
    Objects.requireNonNull(cache, "cache");
    Objects.requireNonNull(recording, "recording");
  }

  /** Without a cache and a record. */
  RunEnvironment(
      ActorSystem<?> system,
      Dispatcher dispatcher,
      Executor callbacks,
      InstantSource clock,
      int attempts) {
    this(system, dispatcher, callbacks, clock, attempts, Optional.empty(), RunRecording.NONE);
  }
}
