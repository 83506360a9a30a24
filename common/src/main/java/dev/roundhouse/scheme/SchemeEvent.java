package dev.roundhouse.scheme;

import dev.roundhouse.work.Outcome;
import dev.roundhouse.work.Payload;
import java.util.List;
import java.util.Objects;

/** What a scheme tells of its tasks. Times are microseconds since 1970 on the session's clock. */
public sealed interface SchemeEvent {

  /** The scheme knows the tasks and will end each of them. */
  record Accepted(List<Long> tasks) implements SchemeEvent {
    public Accepted {
      tasks = List.copyOf(tasks);
    }
  }

  /** An attempt computes now. */
  record Started(long task, int attempt, Place place, long atMicros) implements SchemeEvent {
    public Started {
      Objects.requireNonNull(place, "place");
    }
  }

  /** Text that the task printed, in order within a stream. */
  record Output(long task, int attempt, boolean error, String text) implements SchemeEvent {
    public Output {
      Objects.requireNonNull(text, "text");
    }
  }

  /** How far an attempt is, 0 to 1. */
  record Progress(long task, int attempt, double fraction) implements SchemeEvent {}

  /** A value that the task shows while it runs. */
  record Published(long task, int attempt, String name, Payload value) implements SchemeEvent {
    public Published {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(value, "value");
    }
  }

  /**
   * The task's one end.
   *
   * @param attempts every attempt, the last one last; empty where none started
   */
  record Ended(long task, Outcome outcome, List<Attempt> attempts, Captured output)
      implements SchemeEvent {
    public Ended {
      Objects.requireNonNull(outcome, "outcome");
      attempts = List.copyOf(attempts);
      Objects.requireNonNull(output, "output");
    }
  }

  /** Answers {@link Scheme.Command.Drain}: nothing runs any more. */
  record Drained() implements SchemeEvent {}
}
