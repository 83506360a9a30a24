package dev.roundhouse.client;

import dev.roundhouse.client.Dispatcher.Request;
import dev.roundhouse.scheme.Attempt;
import dev.roundhouse.scheme.Captured;
import dev.roundhouse.scheme.Scheme;
import dev.roundhouse.scheme.SchemeEvent;
import dev.roundhouse.scheme.SchemeTask;
import dev.roundhouse.scheme.TaskOptions;
import dev.roundhouse.work.Outcome;
import dev.roundhouse.work.TaskError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A task with all its tries, as {@link DispatchCore} knows it. What a scheme tells under the number
 * of a try is translated to the task's id, with attempts numbered through all tries.
 */
final class DispatchedTask {

  private static final long PAUSED = 0;

  private final long id;
  private final Request request;
  private final Scheme.Listener listener;
  private long number;
  private Optional<String> cancelRequested = Optional.empty();
  private int failures;
  private List<Attempt> earlier = List.of();
  private Captured output = Captured.NOTHING;

  DispatchedTask(long id, Request request, Scheme.Listener listener) {
    this.id = id;
    this.number = id;
    this.request = request;
    this.listener = listener;
  }

  long id() {
    return id;
  }

  Request request() {
    return request;
  }

  /** Under which the scheme knows it. */
  long number() {
    return number;
  }

  /** Whether it waits for its next try and is with no scheme. */
  boolean paused() {
    return number == PAUSED;
  }

  void cancelRequested(String reason) {
    cancelRequested = Optional.of(reason);
  }

  Optional<String> cancelRequested() {
    return cancelRequested;
  }

  DispatchEffect report(SchemeEvent event) {
    return new DispatchEffect.Report(listener, event);
  }

  SchemeTask firstTry() {
    return new SchemeTask(id, request.label(), request.work(), oneTry(request.options()));
  }

  SchemeTask nextTry(long nextNumber) {
    number = nextNumber;
    return new SchemeTask(nextNumber, request.label(), request.work(), laterTry(request.options()));
  }

  boolean mayTryAgain(Outcome outcome) {
    return cancelRequested.isEmpty()
        && failures < request.options().retries()
        && outcome instanceof Outcome.Failed failed
        && failed.error().kind() == TaskError.Kind.USER;
  }

  /**
   * Keeps what a failed try tells and waits.
   *
   * @return how many tries have failed
   */
  int pause(SchemeEvent.Ended ended) {
    earlier = allAttempts(ended.attempts());
    output = ended.output();
    number = PAUSED;
    return ++failures;
  }

  SchemeEvent.Ended ended(Outcome outcome) {
    return new SchemeEvent.Ended(id, outcome, earlier, output);
  }

  SchemeEvent own(SchemeEvent.Started event) {
    return firstTryStill()
        ? event
        : new SchemeEvent.Started(id, own(event.attempt()), event.place(), event.atMicros());
  }

  SchemeEvent own(SchemeEvent.Output event) {
    return firstTryStill()
        ? event
        : new SchemeEvent.Output(id, own(event.attempt()), event.error(), event.text());
  }

  SchemeEvent own(SchemeEvent.Progress event) {
    return firstTryStill()
        ? event
        : new SchemeEvent.Progress(id, own(event.attempt()), event.fraction());
  }

  SchemeEvent own(SchemeEvent.Published event) {
    return firstTryStill()
        ? event
        : new SchemeEvent.Published(id, own(event.attempt()), event.name(), event.value());
  }

  SchemeEvent own(SchemeEvent.Ended event) {
    return firstTryStill()
        ? event
        : new SchemeEvent.Ended(id, event.outcome(), allAttempts(event.attempts()), event.output());
  }

  private boolean firstTryStill() {
    return number == id;
  }

  private int own(int attempt) {
    return attempt + earlier.size();
  }

  private List<Attempt> allAttempts(List<Attempt> latest) {
    List<Attempt> all = new ArrayList<>(earlier);
    for (Attempt attempt : latest) {
      all.add(
          new Attempt(
              own(attempt.number()),
              attempt.status(),
              attempt.place(),
              attempt.startedMicros(),
              attempt.finishedMicros(),
              attempt.error()));
    }
    return all;
  }

  /** The dispatcher tries again itself, so a scheme is given no retries. */
  private static TaskOptions oneTry(TaskOptions options) {
    return options.retries() == 0 ? options : without(options, options.queueTimeout());
  }

  /** The queue timeout bounds the wait for the first attempt only. */
  private static TaskOptions laterTry(TaskOptions options) {
    return without(options, Optional.empty());
  }

  private static TaskOptions without(TaskOptions options, Optional<Duration> queueTimeout) {
    return new TaskOptions(
        options.attempts(),
        0,
        queueTimeout,
        options.runTimeout(),
        options.priority(),
        options.waits());
  }
}
