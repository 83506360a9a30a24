package dev.roundhouse.scheme;

import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Keeps a scheme's events in the order in which they came, and waits for them. */
final class EventLog implements Scheme.Listener {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int SHOWN = 2000;

  private final List<SchemeEvent> events = new ArrayList<>();

  @Override
  public synchronized void accept(SchemeEvent event) {
    events.add(event);
    notifyAll();
  }

  synchronized List<SchemeEvent> all() {
    return List.copyOf(events);
  }

  /** The events of one task, in order; {@code Accepted} counts for each of its tasks. */
  List<SchemeEvent> of(long task) {
    return all().stream().filter(event -> tasksOf(event).contains(task)).toList();
  }

  <E extends SchemeEvent> List<E> of(long task, Class<E> kind) {
    return of(task).stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  SchemeEvent.Ended awaitEnd(long task) {
    await("the end of task " + task, log -> !log.of(task, SchemeEvent.Ended.class).isEmpty());
    return of(task, SchemeEvent.Ended.class).get(0);
  }

  void awaitStart(long task) {
    await("the start of task " + task, log -> !log.of(task, SchemeEvent.Started.class).isEmpty());
  }

  void awaitOutput(long task) {
    await("output of task " + task, log -> !log.of(task, SchemeEvent.Output.class).isEmpty());
  }

  void awaitDrained() {
    await(
        "the end of the drain",
        log -> log.all().stream().anyMatch(SchemeEvent.Drained.class::isInstance));
  }

  /** The tasks in the order in which their attempts started. */
  List<Long> startOrder() {
    return all().stream()
        .filter(SchemeEvent.Started.class::isInstance)
        .map(event -> ((SchemeEvent.Started) event).task())
        .toList();
  }

  /** Where among all events the first of this kind for the task came; -1 where there is none. */
  int position(long task, Class<? extends SchemeEvent> kind) {
    List<SchemeEvent> all = all();
    for (int i = 0; i < all.size(); i++) {
      if (kind.isInstance(all.get(i)) && tasksOf(all.get(i)).contains(task)) {
        return i;
      }
    }
    return -1;
  }

  synchronized void await(String what, Predicate<EventLog> condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.test(this)) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        fail("%s did not come within %s; events:%n%s", what, PATIENCE, shown());
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        fail("interrupted while waiting for " + what, e);
      }
    }
  }

  private String shown() {
    String text = events.stream().map(Object::toString).collect(Collectors.joining("\n"));
    return text.length() <= SHOWN ? text : "…" + text.substring(text.length() - SHOWN);
  }

  static List<Long> tasksOf(SchemeEvent event) {
    if (event instanceof SchemeEvent.Accepted accepted) {
      return accepted.tasks();
    }
    if (event instanceof SchemeEvent.Started started) {
      return List.of(started.task());
    }
    if (event instanceof SchemeEvent.Output output) {
      return List.of(output.task());
    }
    if (event instanceof SchemeEvent.Progress progress) {
      return List.of(progress.task());
    }
    if (event instanceof SchemeEvent.Published published) {
      return List.of(published.task());
    }
    return event instanceof SchemeEvent.Ended ended ? List.of(ended.task()) : List.of();
  }
}
