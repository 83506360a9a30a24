package dev.roundhouse.client;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

/**
 * Results of a function on many arguments while they are computed: in order, or as they come. At
 * most {@code window} tasks are submitted and not yet handed out, so that neither arguments nor
 * results pile up. The first failure cancels what is under way and is thrown. For one thread.
 */
final class ResultIterator<A, R> implements Iterator<R>, AutoCloseable {

  private final Iterator<? extends A> arguments;
  private final Function<A, TaskFuture<R>> submit;
  private final boolean ordered;
  private final int window;
  private final Queue<TaskFuture<R>> inOrder = new ArrayDeque<>();
  private final Set<TaskFuture<R>> underWay = ConcurrentHashMap.newKeySet();
  private final LinkedBlockingQueue<TaskFuture<R>> ended = new LinkedBlockingQueue<>();

  ResultIterator(
      Iterator<? extends A> arguments,
      Function<A, TaskFuture<R>> submit,
      boolean ordered,
      int window) {
    this.arguments = arguments;
    this.submit = submit;
    this.ordered = ordered;
    this.window = window;
  }

  @Override
  public boolean hasNext() {
    return !inOrder.isEmpty() || !underWay.isEmpty() || arguments.hasNext();
  }

  /**
   * Waits for the next result.
   *
   * @throws java.util.concurrent.CompletionException a task failed; the cause is what it failed
   *     with
   * @throws java.util.concurrent.CancellationException a task was cancelled by somebody else, or
   *     this thread was interrupted
   */
  @Override
  public R next() {
    if (!hasNext()) {
      throw new NoSuchElementException("all results have been handed out");
    }
    topUp();
    throwWhatFailed();
    TaskFuture<R> next = ordered ? nextInOrder() : nextEnded();
    underWay.remove(next);
    return result(next);
  }

  /** Cancels what is under way. */
  @Override
  public void close() {
    underWay.forEach(future -> future.cancel(true));
  }

  private void topUp() {
    while (underWay.size() < window && arguments.hasNext()) {
      TaskFuture<R> future = submit.apply(arguments.next());
      underWay.add(future);
      if (ordered) {
        inOrder.add(future);
      }
      future.whenComplete((value, thrown) -> ended.add(future));
    }
  }

  /** In order, others than the next may have failed already; without order they wait in line. */
  private void throwWhatFailed() {
    while (ordered && !ended.isEmpty()) {
      nextEnded();
    }
  }

  private TaskFuture<R> nextInOrder() {
    TaskFuture<R> head = inOrder.remove();
    while (!head.isDone()) {
      nextEnded();
    }
    return head;
  }

  private TaskFuture<R> nextEnded() {
    try {
      TaskFuture<R> future = ended.take();
      if (future.isCompletedExceptionally()) {
        result(future);
      }
      return future;
    } catch (InterruptedException e) {
      close();
      throw Tasks.interrupted();
    }
  }

  private R result(TaskFuture<R> future) {
    try {
      return future.join();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }
}
