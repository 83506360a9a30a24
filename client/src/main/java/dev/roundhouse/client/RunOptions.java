package dev.roundhouse.client;

import dev.roundhouse.pipeline.OnError;
import java.util.Objects;

/**
 * How to run a pipeline.
 *
 * @param onError what a failed module does to branches that do not need it
 * @param taskLimit most tasks that one module may have; a loop that would make more fails it
 * @param cache what it does with results of earlier runs
 * @param origin where the run comes from, for its record
 */
public record RunOptions(OnError onError, int taskLimit, CacheUse cache, RunOrigin origin) {

  /** Other branches go on; a million tasks a module; what has not changed is not computed again. */
  public static final RunOptions DEFAULTS =
      new RunOptions(OnError.CONTINUE, 1_000_000, CacheUse.NORMAL, RunOrigin.PROGRAM);

  public RunOptions {
    Objects.requireNonNull(onError, "onError");
    Objects.requireNonNull(cache, "cache");
    Objects.requireNonNull(origin, "origin");
    if (taskLimit < 1) {
      throw new IllegalArgumentException("taskLimit is " + taskLimit + ", expected at least 1");
    }
  }

  public RunOptions withOnError(OnError other) {
    return new RunOptions(other, taskLimit, cache, origin);
  }

  public RunOptions withCache(CacheUse other) {
    return new RunOptions(onError, taskLimit, other, origin);
  }

  public RunOptions withOrigin(RunOrigin other) {
    return new RunOptions(onError, taskLimit, cache, other);
  }
}
