package dev.roundhouse.child;

import dev.roundhouse.work.Code;
import dev.roundhouse.work.TaskError;
import java.util.Objects;
import java.util.Optional;

/**
 * What a parent and its child JVM say to each other. A child computes one task at a time, in the
 * order in which they came; further ones wait in it. A task is named by its number and attempt.
 */
public sealed interface ChildMessage {

  /** From the parent. */
  sealed interface ToChild extends ChildMessage {}

  /** From the child. */
  sealed interface FromChild extends ChildMessage {}

  /** A code that following tasks name. */
  record Learn(Code code) implements ToChild {
    public Learn {
      Objects.requireNonNull(code, "code");
    }
  }

  /** A code that no following task names. */
  record Forget(String codeId) implements ToChild {
    public Forget {
      Objects.requireNonNull(codeId, "codeId");
    }
  }

  /** A task to compute, with its encoded argument. */
  record Compute(long task, int attempt, String codeId, byte[] argument) implements ToChild {
    public Compute {
      Objects.requireNonNull(codeId, "codeId");
      Objects.requireNonNull(argument, "argument");
    }
  }

  /** Interrupts the task if it computes, gives it back if it waits. */
  record Interrupt(long task) implements ToChild {}

  /** Gives the task back if it waits. */
  record Recall(long task) implements ToChild {}

  /** Ends the child in order. */
  record Stop() implements ToChild {}

  /**
   * First of all.
   *
   * @param token what the parent gave the child to know it by
   */
  record Hello(String token, long pid) implements FromChild {
    public Hello {
      Objects.requireNonNull(token, "token");
    }
  }

  /** The heap that the child holds, used or not, in bytes; told when it has changed. */
  record Heap(long bytes) implements FromChild {}

  /** The task computes now. */
  record Started(long task, int attempt) implements FromChild {}

  /** The task had not started, and will not. */
  record Returned(long task) implements FromChild {}

  /** Text that the task printed. */
  record Printed(long task, int attempt, boolean error, String text) implements FromChild {
    public Printed {
      Objects.requireNonNull(text, "text");
    }
  }

  /** How far the task is. */
  record Progressed(long task, int attempt, double fraction) implements FromChild {}

  /** A value that the task shows, encoded. */
  record Shown(long task, int attempt, String name, byte[] value) implements FromChild {
    public Shown {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(value, "value");
    }
  }

  /** The task returned; its encoded result. */
  record Returns(long task, int attempt, Overflow overflow, byte[] result) implements FromChild {
    public Returns {
      Objects.requireNonNull(overflow, "overflow");
      Objects.requireNonNull(result, "result");
    }
  }

  /** The task threw. */
  record Throws(long task, int attempt, Overflow overflow, TaskError error) implements FromChild {
    public Throws {
      Objects.requireNonNull(overflow, "overflow");
      Objects.requireNonNull(error, "error");
    }
  }

  /**
   * The whole text of a stream that had its middle cut, in place of what was told before.
   *
   * @param stdout empty where what was told is all
   * @param stderr likewise
   */
  record Overflow(Optional<String> stdout, Optional<String> stderr) {
    public static final Overflow NONE = new Overflow(Optional.empty(), Optional.empty());

    public Overflow {
      Objects.requireNonNull(stdout, "stdout");
      Objects.requireNonNull(stderr, "stderr");
    }
  }
}
