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

  /** What earlier tries left behind. */
  private record Earlier(int tries, List<Attempt> attempts, Captured output) {
    static final Earlier NONE = new Earlier(0, List.of(), Captured.NOTHING);
  }

  private final String scheme;
  private final SchemeTask first;
  private final int retries;
  private final Scheme.Listener listener;
  private long number;
  private Optional<String> cancelRequested = Optional.empty();
  private Earlier earlier = Earlier.NONE;

  DispatchedTask(long id, Request request, Scheme.Listener listener) {
    this.scheme = request.scheme();
    this.first = new SchemeTask(id, request.label(), request.work(), oneTry(request.options()));
    this.retries = request.options().retries();
    this.listener = listener;
    this.number = id;
  }

  long id() {
    return first.id();
  }

  /** The name of the scheme that all its tries go to. */
  String scheme() {
    return scheme;
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
    return first;
  }

  SchemeTask nextTry(long nextNumber) {
    number = nextNumber;
    return new SchemeTask(nextNumber, first.label(), first.work(), laterTry(first.options()));
  }

  boolean mayTryAgain(Outcome outcome) {
    return cancelRequested.isEmpty()
        && earlier.tries < retries
        && outcome instanceof Outcome.Failed failed
        && failed.error().kind() == TaskError.Kind.USER;
  }

  /**
   * Keeps what a failed try tells and waits.
   *
   * @return how many tries have failed
   */
  int pause(SchemeEvent.Ended ended) {
    earlier = new Earlier(earlier.tries + 1, allAttempts(ended.attempts()), ended.output());
    number = PAUSED;
    return earlier.tries;
  }

  SchemeEvent.Ended ended(Outcome outcome) {
    return new SchemeEvent.Ended(id(), outcome, earlier.attempts, earlier.output);
  }

  SchemeEvent own(SchemeEvent.Started event) {
    return firstTryStill()
        ? event
        : new SchemeEvent.Started(id(), own(event.attempt()), event.place(), event.atMicros());
  }

  SchemeEvent own(SchemeEvent.Output event) {
    return firstTryStill()
        ? event
        : new SchemeEvent.Output(id(), own(event.attempt()), event.error(), event.text());
  }

  SchemeEvent own(SchemeEvent.Progress event) {
    return firstTryStill()
        ? event
        : new SchemeEvent.Progress(id(), own(event.attempt()), event.fraction());
  }

  SchemeEvent own(SchemeEvent.Published event) {
    return firstTryStill()
        ? event
        : new SchemeEvent.Published(id(), own(event.attempt()), event.name(), event.value());
  }

  SchemeEvent own(SchemeEvent.Ended event) {
    return firstTryStill()
        ? event
        : new SchemeEvent.Ended(
            id(), event.outcome(), allAttempts(event.attempts()), event.output());
  }

  private boolean firstTryStill() {
    return number == first.id();
  }

  private int own(int attempt) {
    return attempt + earlier.attempts.size();
  }

  private List<Attempt> allAttempts(List<Attempt> latest) {
    List<Attempt> all = new ArrayList<>(earlier.attempts);
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
