package dev.roundhouse.examples;

import dev.roundhouse.function.TaskCallable;
import dev.roundhouse.module.ModuleContext;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/** A context of a task that nobody watches or cancels; sub-tasks run at once. */
final class StillContext implements ModuleContext {

  @Override
  public void progress(double fraction) {}

  @Override
  public void publish(String name, Object value) {}

  @Override
  public boolean cancelled() {
    return false;
  }

  @Override
  public Path scratchDirectory() {
    return Path.of("target");
  }

  @Override
  public <T> Future<T> submit(TaskCallable<T> task) {
    try {
      return CompletableFuture.completedFuture(task.call());
    } catch (Exception e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
