package dev.roundhouse.client;

import dev.roundhouse.work.Payload;
import dev.roundhouse.work.TaskError;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** Turns calls into tasks at a dispatcher, and their ends into futures and lists. */
final class Tasks {

  private static final String BY_CALLER = "cancelled by the program that submitted it";
  private static final String BY_FAILURE = "cancelled because another task of the same map failed";

  private final SchemeDispatcher dispatcher;
  private final Executor callbacks;
  private final InstantSource clock;
  private final LongConsumer canceller;

  /**
   * @param dispatcher takes the tasks
   * @param callbacks runs dependents, and decodes results
   * @param clock the session's
   */
  Tasks(SchemeDispatcher dispatcher, Executor callbacks, InstantSource clock) {
    this.dispatcher = dispatcher;
    this.callbacks = callbacks;
    this.clock = clock;
    this.canceller = task -> dispatcher.cancel(List.of(task), BY_CALLER);
  }

  /** Submits one call; where it cannot be made, the future completes with what was thrown. */
  <T> TaskFuture<T> submit(String scheme, TaskOption.Chosen options, Supplier<Call> maker) {
    Call call;
    try {
      call = maker.get();
    } catch (RuntimeException e) {
      return refused(e);
    }
    TaskFuture<T> future = new TaskFuture<>(callbacks, call.results(), canceller, nowMicros());
    dispatcher.submit(List.of(request(scheme, options, call)), future.listener());
    return future;
  }

  /** Submits calls together and waits for their results. */
  <R> List<R> map(String scheme, TaskOption.Chosen options, Supplier<List<Call>> maker) {
    MapCall map;
    List<Dispatcher.Request> requests = new ArrayList<>();
    try {
      List<Call> calls = maker.get();
      map = new MapCall(calls.stream().map(Call::results).toList());
      calls.forEach(call -> requests.add(request(scheme, options, call)));
    } catch (RuntimeException e) {
      throw new CompletionException(e);
    }
    dispatcher.submit(requests, map);
    try {
      return map.await();
    } catch (InterruptedException e) {
      dispatcher.cancel(map.ids(), BY_CALLER);
      throw interrupted();
    } catch (RuntimeException e) {
      dispatcher.cancel(map.ids(), BY_FAILURE);
      throw e;
    }
  }

  /** What a blocking call of the API throws when its thread is interrupted; keeps the interrupt. */
  static CancellationException interrupted() {
    Thread.currentThread().interrupt();
    return new CancellationException(
        "interrupted while waiting for results; the rest is cancelled");
  }

  private <T> TaskFuture<T> refused(RuntimeException thrown) {
    TaskFuture<T> future =
        new TaskFuture<>(callbacks, new Unsendable(thrown), canceller, nowMicros());
    dispatcher.refuse(
        TaskError.of(TaskError.Kind.REFUSED, "not-sendable", thrown.toString()), future.listener());
    return future;
  }

  private static Dispatcher.Request request(String scheme, TaskOption.Chosen options, Call call) {
    return new Dispatcher.Request(scheme, options.label(), call.work(), options.limits());
  }

  private long nowMicros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
  }

  /** Of a task that never was one: its exception is why. */
  private record Unsendable(RuntimeException why) implements Results {
    @Override
    public boolean decodes() {
      return false;
    }

    @Override
    public Object value(Payload payload) {
      throw new IllegalStateException("a task that was never sent brought " + payload);
    }

    @Override
    public Throwable exception(TaskError error) {
      return why;
    }
  }
}
