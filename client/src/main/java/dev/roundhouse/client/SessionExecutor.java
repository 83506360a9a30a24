package dev.roundhouse.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An executor service whose commands are a session's tasks on threads. Its futures are those of the
 * JDK, so that it behaves as programs expect in every corner. Shutting it down ends what was given
 * to it and leaves the session alone.
 */
final class SessionExecutor extends AbstractExecutorService {

  private final TaskTarget target;
  private final Set<Given> open = ConcurrentHashMap.newKeySet();
  private final Object changed = new Object();
  private boolean shutdown;

  /**
   * @param target runs functions in this process
   */
  SessionExecutor(TaskTarget target) {
    this.target = target;
  }

  @Override
  public void execute(Runnable command) {
    Objects.requireNonNull(command, "command");
    Given given = new Given(command);
    synchronized (changed) {
      if (shutdown) {
        throw new RejectedExecutionException("the executor was shut down; it takes no " + command);
      }
      open.add(given);
    }
    TaskFuture<Boolean> task = target.submit(() -> run(given));
    given.task(task);
    task.whenComplete((done, thrown) -> forgetUnstarted(given));
  }

  @Override
  public void shutdown() {
    synchronized (changed) {
      shutdown = true;
      changed.notifyAll();
    }
  }

  @Override
  public List<Runnable> shutdownNow() {
    shutdown();
    List<Runnable> neverStarted = new ArrayList<>();
    for (Given given : open) {
      if (given.claim()) {
        neverStarted.add(given.command);
        forget(given);
      }
      given.cancel();
    }
    return neverStarted;
  }

  @Override
  public boolean isShutdown() {
    synchronized (changed) {
      return shutdown;
    }
  }

  @Override
  public boolean isTerminated() {
    synchronized (changed) {
      return shutdown && open.isEmpty();
    }
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    long deadline = System.nanoTime() + unit.toNanos(timeout);
    synchronized (changed) {
      while (!isTerminated()) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        TimeUnit.NANOSECONDS.timedWait(changed, left);
      }
      return true;
    }
  }

  /** What throws tells the thread's handler, as it would on a thread of its own. */
  private boolean run(Given given) {
    if (!given.claim()) {
      throw new CancellationException("the executor was shut down before this started");
    }
    try {
      given.command.run();
      return true;
    } catch (RuntimeException | Error e) {
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
      throw e;
    } finally {
      forget(given);
    }
  }

  private void forgetUnstarted(Given given) {
    if (given.claim()) {
      forget(given);
    }
  }

  private void forget(Given given) {
    synchronized (changed) {
      open.remove(given);
      changed.notifyAll();
    }
  }

  /** A command, claimed once: by the thread that runs it, or by who takes it back. */
  private static final class Given {

    private final Runnable command;
    private final AtomicBoolean claimed = new AtomicBoolean();
    private boolean cancelled;
    private List<TaskFuture<Boolean>> task = List.of();

    private Given(Runnable command) {
      this.command = command;
    }

    private boolean claim() {
      return claimed.compareAndSet(false, true);
    }

    private synchronized void task(TaskFuture<Boolean> future) {
      task = List.of(future);
      if (cancelled) {
        future.cancel(true);
      }
    }

    private synchronized void cancel() {
      cancelled = true;
      task.forEach(future -> future.cancel(true));
    }
  }
}
