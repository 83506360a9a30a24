package dev.roundhouse.client;

import dev.roundhouse.RoundhouseException;
import dev.roundhouse.work.TaskError;
import java.util.Objects;

/**
 * A task failed without an exception of the user's that this process could read: its process was
 * lost, a timeout passed, it was refused, or its exception could not be carried over. The {@link
 * #code} is then such as {@code engine-lost} or {@code run-timeout}, or {@code task-failed} for a
 * user's exception that could not be read here.
 */
public final class TaskFailedException extends RoundhouseException {

  private static final long serialVersionUID = 1L;

  private final TaskError.Kind kind;
  private final String type;
  private final String remoteTrace;

  TaskFailedException(TaskError error) {
    super(codeOf(error), messageOf(Objects.requireNonNull(error, "error")), "");
    this.kind = error.kind();
    this.type = error.type();
    this.remoteTrace = error.stackTrace();
  }

  /** Who or what failed. */
  public TaskError.Kind kind() {
    return kind;
  }

  /** The class name of the user's exception, else the same as {@link #code}. */
  public String type() {
    return type;
  }

  /** The stack trace where it was thrown, causes included; empty where there is none. */
  public String remoteTrace() {
    return remoteTrace;
  }

  /** The message, and the remote trace below it. */
  @Override
  @SuppressWarnings("OverrideThrowableToString") // the message alone is shown to people
  public String toString() {
    return remoteTrace.isEmpty()
        ? super.toString()
        : super.toString() + "\nRemote trace: " + remoteTrace.stripTrailing();
  }

  private static String codeOf(TaskError error) {
    return error.kind() == TaskError.Kind.USER ? "task-failed" : error.type();
  }

  private static String messageOf(TaskError error) {
    return error.kind() == TaskError.Kind.USER
        ? error.type() + ": " + error.message()
        : error.message();
  }
}
