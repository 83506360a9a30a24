package dev.roundhouse.client;

import dev.roundhouse.scheme.Attempt;
import dev.roundhouse.scheme.Captured;
import dev.roundhouse.scheme.Place;
import dev.roundhouse.scheme.SchemeEvent;
import dev.roundhouse.work.Payload;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a task: written by its events, which come one after the other, and read by
 * anybody. Fields that most tasks never use are made when they are needed, since a session may hold
 * a million of these.
 */
final class TaskStory {

  private final long submittedMicros;
  private long id;
  private TaskStatus status = TaskStatus.QUEUED;
  private SchemeEvent.@Nullable Started started;
  private List<Attempt> attempts = List.of();
  private float progress;
  private @Nullable Captured captured;
  private @Nullable LiveOutput output;
  private @Nullable Map<String, Payload> published;

  TaskStory(long submittedMicros) {
    this.submittedMicros = submittedMicros;
  }

  /** Takes an event of the task. */
  synchronized void add(SchemeEvent event) {
    if (event instanceof SchemeEvent.Started start) {
      move(TaskStatus.RUNNING);
      started = start;
    } else if (event instanceof SchemeEvent.Accepted accepted) {
      id = accepted.tasks().get(0);
    } else if (event instanceof SchemeEvent.Output text) {
      LiveOutput lines = output == null ? new LiveOutput() : output;
      lines.add(text);
      output = lines;
    } else if (event instanceof SchemeEvent.Progress step) {
      progress = (float) step.fraction();
    } else if (event instanceof SchemeEvent.Published shown) {
      Map<String, Payload> all = published == null ? new LinkedHashMap<>() : published;
      all.put(shown.name(), shown.value());
      published = all;
    }
  }

  /** Takes the task's end. */
  synchronized void end(SchemeEvent.Ended ended, TaskStatus as) {
    move(as);
    attempts = ended.attempts();
    captured = ended.output();
    output = null;
  }

  synchronized long id() {
    return id;
  }

  synchronized TaskStatus status() {
    return status;
  }

  synchronized List<Attempt> attempts() {
    return attempts;
  }

  synchronized Optional<Place> place() {
    if (!attempts.isEmpty()) {
      return Optional.of(attempts.get(attempts.size() - 1).place());
    }
    return Optional.ofNullable(started).map(SchemeEvent.Started::place);
  }

  synchronized double progress() {
    return status == TaskStatus.SUCCEEDED ? 1 : progress;
  }

  synchronized Captured output() {
    if (captured != null) {
      return captured;
    }
    return output == null ? Captured.NOTHING : output.soFar();
  }

  synchronized Map<String, Payload> published() {
    return published == null ? Map.of() : new LinkedHashMap<>(published);
  }

  synchronized TaskTimings timings() {
    if (attempts.isEmpty()) {
      return new TaskTimings(
          instant(submittedMicros),
          Optional.ofNullable(started).map(event -> instant(event.atMicros())),
          Optional.empty());
    }
    Attempt last = attempts.get(attempts.size() - 1);
    return new TaskTimings(
        instant(submittedMicros),
        Optional.of(instant(last.startedMicros())),
        Optional.of(instant(last.finishedMicros())));
  }

  private void move(TaskStatus to) {
    status = TaskStatus.MOVES.move(this, status, to);
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  @Override
  public String toString() {
    return "task " + id();
  }
}
