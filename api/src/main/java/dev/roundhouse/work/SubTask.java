package dev.roundhouse.work;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A sub-task of an attempt. Who waits for one that has not started computes it in the waiting
 * thread, so that waiting never starves a pool; who waits with a limit has it started at once on a
 * thread of its own.
 */
final class SubTask<T> extends FutureTask<T> {

  private final Consumer<SubTask<?>> onDone;
  private final AtomicBoolean helped = new AtomicBoolean();

  SubTask(Callable<T> body, Consumer<SubTask<?>> onDone) {
    super(body);
    this.onDone = onDone;
  }

  @Override
  public T get() throws InterruptedException, ExecutionException {
    run();
    return super.get();
  }

  @Override
  public T get(long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    if (!isDone() && helped.compareAndSet(false, true)) {
      Thread starter = new Thread(this, "roundhouse-sub-task");
      starter.setDaemon(true);
      starter.start();
    }
    return super.get(timeout, unit);
  }

  @Override
  protected void done() {
    onDone.accept(this);
  }
}
