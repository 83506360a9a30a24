package dev.roundhouse.module;

import dev.roundhouse.function.TaskCallable;
import java.nio.file.Path;
import java.util.concurrent.Future;

/**
 * What a module may ask of its surroundings while it computes. Safe for use by several threads;
 * calls after {@code compute} returned have no effect.
 */
public interface ModuleContext {

  /**
   * Reports how far the work is.
   *
   * @param fraction 0 to 1; other values are clamped, NaN is ignored
   */
  void progress(double fraction);

  /**
   * Shows an intermediate value to whoever watches the task.
   *
   * @param name what it is
   * @param value any value that can be serialised
   */
  void publish(String name, Object value);

  /** Whether the task was cancelled; its thread is interrupted at the same time. */
  boolean cancelled();

  /** A fresh directory of this attempt, deleted when it ends. Made on first use. */
  Path scratchDirectory();

  /**
   * Runs a sub-task on threads of this process; remote work never spreads further by itself.
   * Waiting for it never starves the pool.
   */
  <T> Future<T> submit(TaskCallable<T> task);
}
