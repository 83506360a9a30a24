package dev.roundhouse.client;

import dev.roundhouse.scheme.TaskOptions;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Something to be said of tasks when they are submitted, for {@link TaskTarget#with}; made by the
 * static methods, which read well when imported statically.
 */
public final class TaskOption {

  /** A label for people with the limits of a task. */
  record Chosen(String label, TaskOptions limits) {

    static final Chosen NOTHING = new Chosen("", TaskOptions.DEFAULTS);

    Chosen {
      Objects.requireNonNull(label, "label");
      Objects.requireNonNull(limits, "limits");
    }
  }

  private final UnaryOperator<Chosen> change;

  private TaskOption(UnaryOperator<Chosen> change) {
    this.change = change;
  }

  /** What people see of the task. */
  public static TaskOption label(String label) {
    return new TaskOption(chosen -> new Chosen(label, chosen.limits));
  }

  /**
   * How often an exception of the task is tried again, with growing pauses; 0 unless said.
   *
   * @throws IllegalArgumentException when the task is given it: less than 0
   */
  public static TaskOption retries(int retries) {
    return limits(
        old ->
            new TaskOptions(
                old.attempts(),
                retries,
                old.queueTimeout(),
                old.runTimeout(),
                old.priority(),
                old.waits()));
  }

  /** How often the task is tried where its process or link is lost, the first time included. */
  public static TaskOption attempts(int attempts) {
    return limits(
        old ->
            new TaskOptions(
                attempts,
                old.retries(),
                old.queueTimeout(),
                old.runTimeout(),
                old.priority(),
                old.waits()));
  }

  /** Longest wait before the first attempt starts; the task then fails. */
  public static TaskOption queueTimeout(Duration longest) {
    Objects.requireNonNull(longest, "longest");
    return limits(
        old ->
            new TaskOptions(
                old.attempts(),
                old.retries(),
                Optional.of(longest),
                old.runTimeout(),
                old.priority(),
                old.waits()));
  }

  /** Longest run of one attempt; the task then fails. */
  public static TaskOption runTimeout(Duration longest) {
    Objects.requireNonNull(longest, "longest");
    return limits(
        old ->
            new TaskOptions(
                old.attempts(),
                old.retries(),
                old.queueTimeout(),
                Optional.of(longest),
                old.priority(),
                old.waits()));
  }

  /** Higher starts earlier within a scheme; 0 unless said. */
  public static TaskOption priority(int priority) {
    return limits(
        old ->
            new TaskOptions(
                old.attempts(),
                old.retries(),
                old.queueTimeout(),
                old.runTimeout(),
                priority,
                old.waits()));
  }

  /** The task mostly waits: threading runs it on a virtual thread where there are any. */
  public static TaskOption waits() {
    return limits(
        old ->
            new TaskOptions(
                old.attempts(),
                old.retries(),
                old.queueTimeout(),
                old.runTimeout(),
                old.priority(),
                true));
  }

  Chosen applyTo(Chosen chosen) {
    return change.apply(chosen);
  }

  private static TaskOption limits(UnaryOperator<TaskOptions> change) {
    return new TaskOption(chosen -> new Chosen(chosen.label, change.apply(chosen.limits)));
  }
}
