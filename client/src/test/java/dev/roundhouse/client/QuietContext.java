package dev.roundhouse.client;

import dev.roundhouse.function.TaskCallable;
import dev.roundhouse.module.ModuleContext;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/** A context in which nothing is watched and nothing is cancelled. */
final class QuietContext implements ModuleContext {

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
    throw new UnsupportedOperationException("a quiet context has no directory");
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
