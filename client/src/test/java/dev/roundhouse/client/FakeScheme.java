package dev.roundhouse.client;

import dev.roundhouse.scheme.Attempt;
import dev.roundhouse.scheme.Captured;
import dev.roundhouse.scheme.Place;
import dev.roundhouse.scheme.Scheme;
import dev.roundhouse.scheme.SchemeEvent;
import dev.roundhouse.scheme.SchemeTask;
import dev.roundhouse.work.Outcome;
import dev.roundhouse.work.Payload;
import dev.roundhouse.work.TaskError;
import dev.roundhouse.work.Work;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A scheme whose tasks do what the test says, in the test's thread. */
final class FakeScheme implements Scheme {

  static final long STARTED = 1_000_000;
  static final long FINISHED = 2_000_000;

  private final String name;
  private final Listener listener;
  private final Map<Long, SchemeTask> open = new LinkedHashMap<>();
  private final List<Command> told = new ArrayList<>();
  private boolean closed;

  FakeScheme(String name, Listener listener) {
    this.name = name;
    this.listener = listener;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public synchronized void tell(Command command) {
    told.add(command);
    if (command instanceof Command.Submit submit) {
      submit.tasks().forEach(task -> open.put(task.id(), task));
      listener.accept(
          new SchemeEvent.Accepted(submit.tasks().stream().map(SchemeTask::id).toList()));
    } else if (command instanceof Command.Cancel cancel) {
      cancel.tasks().forEach(task -> cancelled(task, cancel.reason()));
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    List.copyOf(open.keySet()).forEach(task -> cancelled(task, "the scheme was closed"));
  }

  synchronized boolean closed() {
    return closed;
  }

  synchronized List<Command> told() {
    return List.copyOf(told);
  }

  /** The ids of the tasks that have not ended. */
  synchronized List<Long> open() {
    return List.copyOf(open.keySet());
  }

  synchronized SchemeTask task(long id) {
    return open.get(id);
  }

  Place place() {
    return new Place(name, name.equals("cluster") ? "engine-1" : "", "host", 42);
  }

  void tellOf(SchemeEvent event) {
    listener.accept(event);
  }

  void start(long task) {
    listener.accept(new SchemeEvent.Started(task, 1, place(), STARTED));
  }

  /** Starts a task and computes it in this thread. */
  void run(long task) {
    SchemeTask found = task(task);
    start(task);
    try {
      Object value = ((Work.Live) found.work()).body().run(new QuietContext());
      end(task, new Outcome.Succeeded(new Payload.Live(value)));
    } catch (Exception e) {
      String type = e.getClass().getName();
      end(
          task,
          new Outcome.Failed(
              TaskError.of(TaskError.Kind.USER, type, String.valueOf(e.getMessage()))));
    }
  }

  /** Runs all that is open, in order of submission. */
  void runAll() {
    open().forEach(this::run);
  }

  void end(long task, Outcome outcome) {
    synchronized (this) {
      if (open.remove(task) == null) {
        return;
      }
    }
    Attempt.Status status =
        outcome instanceof Outcome.Succeeded ? Attempt.Status.SUCCEEDED : Attempt.Status.FAILED;
    Attempt attempt = new Attempt(1, status, place(), STARTED, FINISHED, Optional.empty());
    listener.accept(
        new SchemeEvent.Ended(task, outcome, List.of(attempt), new Captured("out", "err")));
  }

  private void cancelled(long task, String reason) {
    if (open.remove(task) != null) {
      listener.accept(
          new SchemeEvent.Ended(task, new Outcome.Cancelled(reason), List.of(), Captured.NOTHING));
    }
  }
}
