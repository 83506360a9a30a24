package dev.roundhouse.link;

import dev.roundhouse.scheme.Attempt;
import dev.roundhouse.scheme.Captured;
import dev.roundhouse.scheme.SchemeEvent;
import dev.roundhouse.value.ValueException;
import dev.roundhouse.wire.EndCodec;
import dev.roundhouse.wire.TaskUpdate;
import dev.roundhouse.wire.TaskUpdate.Ending;
import dev.roundhouse.work.Outcome;
import dev.roundhouse.work.Payload;
import dev.roundhouse.work.TaskError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a task's end, as a scheme tells it, of what the controller sent. */
final class LinkEnding {

  private LinkEnding() {}

  /** The end of a task whose body and output are at hand. */
  static SchemeEvent.Ended of(
      LinkTask task, TaskUpdate.Ended ended, byte[] body, byte[] output, Times times) {
    Outcome outcome;
    Captured captured = Captured.NOTHING;
    try {
      outcome = outcome(ended.ending(), body);
      captured = output.length == 0 ? Captured.NOTHING : EndCodec.output(output);
    } catch (ValueException e) {
      outcome =
          new Outcome.Failed(
              TaskError.of(
                  TaskError.Kind.SYSTEM,
                  "unreadable-end",
                  "its end is damaged: " + e.getMessage()));
    }
    return new SchemeEvent.Ended(
        task.id(), outcome, attempts(task, ended, outcome, times), captured);
  }

  /** When an attempt started (0: never) and finished, on this process's clock. */
  record Times(long startedMicros, long finishedMicros) {}

  private static Outcome outcome(Ending ending, byte[] body) {
    return switch (ending) {
      case SUCCEEDED -> new Outcome.Succeeded(new Payload.Encoded(body));
      case CANCELLED -> new Outcome.Cancelled(EndCodec.reason(body));
      case FAILED, LOST -> new Outcome.Failed(EndCodec.error(body));
    };
  }

  /** All attempts: those whose results were lost, those that the controller lost, the last. */
  static List<Attempt> attempts(
      LinkTask task, TaskUpdate.Ended ended, Outcome outcome, Times times) {
    List<Attempt> attempts = new ArrayList<>(task.lost());
    for (Attempt earlier : ended.earlier()) {
      attempts.add(numbered(earlier, attempts.size() + 1));
    }
    if (times.startedMicros() > 0) {
      attempts.add(
          new Attempt(
              attempts.size() + 1,
              status(ended.ending()),
              LinkCore.place(ended.engine()),
              times.startedMicros(),
              Math.max(times.startedMicros(), times.finishedMicros()),
              outcome instanceof Outcome.Failed failed
                  ? Optional.of(failed.error())
                  : Optional.empty()));
    }
    return attempts;
  }

  /** Attempts that ended at their engine, but of which nothing reached the client. */
  static List<Attempt> asLost(List<Attempt> attempts, TaskError error) {
    List<Attempt> lost = new ArrayList<>();
    for (Attempt attempt : attempts) {
      lost.add(
          new Attempt(
              attempt.number(),
              Attempt.Status.LOST,
              attempt.place(),
              attempt.startedMicros(),
              attempt.finishedMicros(),
              attempt.error().or(() -> Optional.of(error))));
    }
    return lost;
  }

  private static Attempt numbered(Attempt attempt, int number) {
    return new Attempt(
        number,
        attempt.status(),
        attempt.place(),
        attempt.startedMicros(),
        attempt.finishedMicros(),
        attempt.error());
  }

  private static Attempt.Status status(Ending ending) {
    return switch (ending) {
      case SUCCEEDED -> Attempt.Status.SUCCEEDED;
      case FAILED -> Attempt.Status.FAILED;
      case CANCELLED -> Attempt.Status.CANCELLED;
      case LOST -> Attempt.Status.LOST;
    };
  }
}
