package dev.roundhouse.client;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Targets over fake schemes, with a clock that stands and a timer that the test turns. */
final class TargetFixture implements AutoCloseable {

  static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678901Z");
  static final String CALLBACK_THREAD = "callback";

  private final ExecutorService callbacks =
      Executors.newCachedThreadPool(action -> new Thread(action, CALLBACK_THREAD));
  private final List<Runnable> timers = new ArrayList<>();
  private final SchemeSet schemes =
      new SchemeSet(
          Map.of(
              "threading", (slots, listener) -> new FakeScheme("threading", listener),
              "cluster", (slots, listener) -> new FakeScheme("cluster", listener)),
          List.of(),
          2);
  private final SchemeDispatcher dispatcher =
      new SchemeDispatcher(schemes, this::later, RetryPauses.DEFAULT);

  final Tasks tasks = new Tasks(dispatcher, callbacks, () -> NOW);
  final FakeScheme threading = make("threading");

  TaskTarget target() {
    return new TaskTarget(tasks, "threading", Call.Live.MAKER, TaskOption.Chosen.NOTHING);
  }

  FakeScheme make(String name) {
    schemes.find(name, dispatcher);
    return (FakeScheme) schemes.made(name).orElseThrow();
  }

  /** Ends every pause of a task that waits for its next try. */
  void turnTimers() {
    List<Runnable> due;
    synchronized (timers) {
      due = List.copyOf(timers);
      timers.clear();
    }
    due.forEach(Runnable::run);
  }

  @Override
  public void close() {
    callbacks.shutdownNow();
  }

  private void later(Duration pause, Runnable action) {
    synchronized (timers) {
      timers.add(action);
    }
  }
}
