package dev.roundhouse.wire;

import dev.roundhouse.scheme.Attempt;
import dev.roundhouse.work.Payload;
import dev.roundhouse.work.TaskError;
import java.util.List;
import java.util.Objects;

/**
 * What happened to a task. {@code task} is the controller's key between engine and controller and
 * the client's number between controller and client. Times are microseconds since 1970 on the
 * sender's clock.
 */
public sealed interface TaskUpdate {

  long task();

  int attempt();

  /** An attempt computes now; {@code engine} is filled in by the controller. */
  record Started(long task, int attempt, EngineName engine, long atMicros) implements TaskUpdate {
    public Started {
      Objects.requireNonNull(engine, "engine");
    }
  }

  /** Text that the task printed. */
  record Output(long task, int attempt, boolean error, String text) implements TaskUpdate {
    public Output {
      Objects.requireNonNull(text, "text");
    }
  }

  record Progress(long task, int attempt, double fraction) implements TaskUpdate {}

  record Published(long task, int attempt, String name, Payload value) implements TaskUpdate {
    public Published {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(value, "value");
    }
  }

  /**
   * An attempt ended at its engine; as the task's end it goes to the client.
   *
   * @param engine filled in by the controller
   * @param ending how
   * @param startedMicros 0 where it never started
   * @param body the result, or an encoded {@link TaskError}, or an encoded reason
   * @param output an encoded {@code Captured}; empty bytes where nothing was printed
   * @param earlier attempts before this one, all lost; only towards the client
   */
  record Ended(
      long task,
      int attempt,
      EngineName engine,
      Ending ending,
      long startedMicros,
      long finishedMicros,
      Payload body,
      Payload output,
      List<Attempt> earlier)
      implements TaskUpdate {
    public Ended {
      Objects.requireNonNull(engine, "engine");
      Objects.requireNonNull(ending, "ending");
      Objects.requireNonNull(body, "body");
      Objects.requireNonNull(output, "output");
      earlier = List.copyOf(earlier);
    }
  }

  /** The order was given back unstarted; engine to controller only. */
  record TakenBack(long task, int attempt) implements TaskUpdate {}

  /** How an attempt ended. */
  enum Ending {
    SUCCEEDED,
    FAILED,
    CANCELLED,
    /** The system failed it within a living engine; engine to controller only. */
    LOST
  }

  /**
   * An engine's name in records.
   *
   * @param id in the cluster; empty between engine and controller
   */
  record EngineName(String id, String host, long pid) {
    public static final EngineName UNNAMED = new EngineName("", "", 0);

    public EngineName {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(host, "host");
    }
  }
}
