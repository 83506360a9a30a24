package dev.roundhouse.module;

import dev.roundhouse.function.TaskCallable;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/** A context whose scratch directory is given and that shows nothing. */
public record QuietContext(Path scratchDirectory) implements ModuleContext {

  @Override
  public void progress(double fraction) {}

  @Override
  public void publish(String name, Object value) {}

  @Override
  public boolean cancelled() {
    return Thread.currentThread().isInterrupted();
  }

  @Override
  public <T> Future<T> submit(TaskCallable<T> task) {
    try {
      return CompletableFuture.completedFuture(task.call());
    } catch (Exception failed) {
      return CompletableFuture.failedFuture(failed);
    }
  }
}
