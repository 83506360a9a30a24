package dev.roundhouse.client;

import dev.roundhouse.pipeline.OnError;
import java.util.Objects;

/**
 * How to run a pipeline.
 *
 * @param onError what a failed module does to branches that do not need it
 * @param taskLimit most tasks that one module may have; a loop that would make more fails it
 */
public record RunOptions(OnError onError, int taskLimit) {

  /** Other branches go on; a million tasks a module. */
  public static final RunOptions DEFAULTS = new RunOptions(OnError.CONTINUE, 1_000_000);

  public RunOptions {
    Objects.requireNonNull(onError, "onError");
    if (taskLimit < 1) {
      throw new IllegalArgumentException("taskLimit is " + taskLimit + ", expected at least 1");
    }
  }

  public RunOptions withOnError(OnError other) {
    return new RunOptions(other, taskLimit);
  }
}
