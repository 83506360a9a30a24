package dev.roundhouse.controller;

import dev.roundhouse.wire.ClientCommand.EnginesStopped;
import dev.roundhouse.wire.ControllerCommand.StopEngines;
import dev.roundhouse.wire.EngineCommand;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Clients' requests to stop some engines, until they are answered: at the end of the last engine,
 * or a little after the deadline. Not safe for use by several threads.
 */
final class EngineStops {

  /** Until the word of an engine that ended at its deadline is here. */
  private static final long MARGIN_MICROS = 2_000_000;

  private final Outlet outlet;
  private final long resendMicros;
  private final List<Waiting> waiting = new ArrayList<>();

  EngineStops(Outlet outlet, long resendMicros) {
    this.outlet = outlet;
    this.resendMicros = resendMicros;
  }

  private static final class Waiting {
    final StopEngines request;
    final long deadlineMicros;
    final Map<String, EngineBook> there = new LinkedHashMap<>();
    final List<String> stopped = new ArrayList<>();
    final List<String> gone = new ArrayList<>();
    long sentMicros;

    Waiting(StopEngines request, long now) {
      this.request = request;
      this.deadlineMicros = now + 1_000 * Math.max(0, request.deadlineMillis());
    }
  }

  /**
   * Begins to stop engines: they get nothing new from now on.
   *
   * @param engines all that there are
   * @param everKnown ids of all that there are or were
   */
  void begin(StopEngines request, Collection<EngineBook> engines, Set<String> everKnown, long now) {
    List<String> unknown =
        request.engines().stream().filter(id -> !everKnown.contains(id)).toList();
    if (!unknown.isEmpty()) {
      answer(request, List.of(), List.of(), unknown, List.of());
      return;
    }
    if (waiting.stream().anyMatch(earlier -> same(earlier.request, request))) {
      return;
    }
    Waiting fresh = new Waiting(request, now);
    for (String id : new LinkedHashSet<>(request.engines())) {
      engines.stream()
          .filter(engine -> engine.name.id().equals(id))
          .findFirst()
          .ifPresentOrElse(engine -> fresh.there.put(id, engine), () -> fresh.gone.add(id));
    }
    fresh.there.values().forEach(EngineBook::drain);
    waiting.add(fresh);
    tick(now);
  }

  private static boolean same(StopEngines one, StopEngines other) {
    return one.client().equals(other.client()) && one.request() == other.request();
  }

  /** A process that did not hear it, since it was cut off, is here again as a new engine. */
  void reborn(EngineBook engine) {
    for (Waiting one : waiting) {
      if (one.there.replace(engine.name.id(), engine) != null) {
        engine.drain();
        one.sentMicros = 0;
      }
    }
  }

  /** An engine's process ended. */
  void ended(String id) {
    for (Waiting one : waiting) {
      if (one.there.remove(id) != null) {
        one.stopped.add(id);
      }
    }
    answerThoseThatAreOver(Long.MIN_VALUE);
  }

  /** Nobody waits for the answers to this client; its engines stop all the same. */
  void forget(String client) {
    waiting.removeIf(one -> one.request.client().equals(client));
  }

  /** Says it again to those that may not have heard it, and gives up those that are late. */
  void tick(long now) {
    answerThoseThatAreOver(now);
    for (Waiting one : waiting) {
      if (one.sentMicros == 0 || now - one.sentMicros >= resendMicros) {
        one.sentMicros = now;
        long left = Math.max(0, one.deadlineMicros - now) / 1_000;
        String reason = "it was told to end by " + one.request.by();
        for (EngineBook engine : one.there.values()) {
          outlet.toEngine(
              engine.incarnation(), new EngineCommand.Drain(reason, one.request.restart(), left));
        }
      }
    }
  }

  private void answerThoseThatAreOver(long now) {
    List<Waiting> over =
        waiting.stream()
            .filter(one -> one.there.isEmpty() || now > one.deadlineMicros + MARGIN_MICROS)
            .toList();
    waiting.removeAll(over);
    for (Waiting one : over) {
      answer(one.request, one.stopped, one.gone, List.of(), List.copyOf(one.there.keySet()));
    }
  }

  private void answer(
      StopEngines request,
      List<String> stopped,
      List<String> gone,
      List<String> unknown,
      List<String> stragglers) {
    outlet.toClient(
        request.client(),
        new EnginesStopped(request.request(), stopped, gone, unknown, stragglers));
  }
}
