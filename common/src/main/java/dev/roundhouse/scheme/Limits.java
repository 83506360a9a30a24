package dev.roundhouse.scheme;

import dev.roundhouse.module.Durations;
import dev.roundhouse.work.Outcome;
import dev.roundhouse.work.TaskError;
import java.time.Duration;

/** How tasks end that ran into a limit, the same words behind every scheme. */
final class Limits {

  private Limits() {}

  static Outcome queueTimeout(SchemeTask task, Duration limit) {
    return timeout(
        "queue-timeout",
        "%s did not start within its queue timeout of %s"
            .formatted(task.name(), Durations.text(limit)));
  }

  static Outcome runTimeout(SchemeTask task, Duration limit) {
    return timeout(
        "run-timeout",
        "%s did not end within its run timeout of %s"
            .formatted(task.name(), Durations.text(limit)));
  }

  static Outcome startFailed(int times, String how) {
    return new Outcome.Failed(
        TaskError.of(
            TaskError.Kind.REFUSED,
            "child-start-failed",
            "no child JVM could be started, tried %d times: %s".formatted(times, how)));
  }

  /** Adds to the reason what became of the thread or process. */
  static Outcome extend(Outcome outcome, String more) {
    if (outcome instanceof Outcome.Failed failed) {
      TaskError error = failed.error();
      return new Outcome.Failed(
          TaskError.of(error.kind(), error.type(), error.message() + "; " + more));
    }
    if (outcome instanceof Outcome.Cancelled cancelled) {
      return new Outcome.Cancelled(cancelled.reason() + "; " + more);
    }
    return outcome;
  }

  private static Outcome timeout(String type, String message) {
    return new Outcome.Failed(TaskError.of(TaskError.Kind.TIMEOUT, type, message));
  }
}
