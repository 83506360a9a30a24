package dev.roundhouse.client;

import dev.roundhouse.scheme.Attempt;
import dev.roundhouse.scheme.Captured;
import dev.roundhouse.scheme.Place;
import dev.roundhouse.scheme.Scheme;
import dev.roundhouse.scheme.SchemeEvent;
import dev.roundhouse.work.Outcome;
import dev.roundhouse.work.Payload;
import dev.roundhouse.work.TaskError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A dispatcher whose tasks end when the test says so. */
final class FakeDispatcher implements Dispatcher {
  private static final long DEADLINE_SECONDS = 30;

  private final Map<Long, Sent> open = new LinkedHashMap<>();
  private final List<String> history = new ArrayList<>();
  private final List<Long> cancelled = new ArrayList<>();
  private long ids = 100;
  private long micros = 1_000_000;

  /** A task that was submitted. */
  record Sent(long id, Request request, Scheme.Listener listener) {}

  @Override
  public synchronized List<Long> submit(List<Request> requests, Scheme.Listener listener) {
    List<Long> given = new ArrayList<>();
    for (Request request : requests) {
      Sent sent = new Sent(ids++, request, listener);
      given.add(sent.id());
      open.put(sent.id(), sent);
      history.add(request.label());
    }
    listener.accept(new SchemeEvent.Accepted(given));
    notifyAll();
    return given;
  }

  @Override
  public synchronized void cancel(List<Long> tasks, String reason) {
    cancelled.addAll(tasks);
    notifyAll();
  }

  /** Waits for a task of this label. */
  synchronized Sent await(String label) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
    while (true) {
      Optional<Sent> found =
          open.values().stream().filter(sent -> sent.request().label().equals(label)).findFirst();
      if (found.isPresent()) {
        return found.get();
      }
      waitUntil(deadline, "a task " + label);
    }
  }

  synchronized void awaitCancel(Sent sent) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
    while (!cancelled.contains(sent.id())) {
      waitUntil(deadline, "a cancel of " + sent.request().label());
    }
  }

  private void waitUntil(long deadline, String what) throws InterruptedException {
    long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    if (left <= 0) {
      throw new AssertionError(
          "no " + what + " came; submitted: " + history + ", cancelled: " + cancelled);
    }
    wait(left);
  }

  synchronized int openTasks() {
    return open.size();
  }

  synchronized List<String> history() {
    return List.copyOf(history);
  }

  void start(Sent sent, String engine, long pid) {
    Place place = new Place(sent.request().scheme(), engine, "host", pid);
    sent.listener().accept(new SchemeEvent.Started(sent.id(), 1, place, tick()));
  }

  void tell(Sent sent, SchemeEvent event) {
    sent.listener().accept(event);
  }

  void succeed(Sent sent, Object out) {
    Map<String, Object> outputs = new LinkedHashMap<>();
    outputs.put("out", out);
    end(sent, new Outcome.Succeeded(new Payload.Live(outputs)));
  }

  void fail(Sent sent, String message) {
    end(sent, new Outcome.Failed(TaskError.of(TaskError.Kind.USER, "Boom", message)));
  }

  /** Ends a task after one attempt in process 7. */
  void end(Sent sent, Outcome outcome) {
    end(sent, outcome, List.of(attempt(sent, 1, outcome, 7)), Captured.NOTHING);
  }

  void end(Sent sent, Outcome outcome, List<Attempt> attempts, Captured output) {
    synchronized (this) {
      open.remove(sent.id());
    }
    sent.listener().accept(new SchemeEvent.Ended(sent.id(), outcome, attempts, output));
  }

  Attempt attempt(Sent sent, int number, Outcome outcome, long pid) {
    Place place = new Place(sent.request().scheme(), "", "host", pid);
    Attempt.Status status = Attempt.Status.SUCCEEDED;
    Optional<TaskError> error = Optional.empty();
    if (outcome instanceof Outcome.Failed failed) {
      error = Optional.of(failed.error());
      status =
          failed.error().kind() == TaskError.Kind.SYSTEM
              ? Attempt.Status.LOST
              : Attempt.Status.FAILED;
    } else if (outcome instanceof Outcome.Cancelled) {
      status = Attempt.Status.CANCELLED;
    }
    return new Attempt(number, status, place, tick(), tick(), error);
  }

  private synchronized long tick() {
    micros += 1;
    return micros;
  }
}
