package dev.roundhouse.bench;

import dev.roundhouse.client.TaskTarget;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntFunction;

/** Ways to load something that takes tasks. */
final class Load {

  private static final long LONGEST = TimeUnit.MINUTES.toSeconds(5);

  private Load() {}

  /**
   * Submits tasks that return their number, with a bound on those in flight.
   *
   * @return tasks a second
   */
  static double flood(int tasks, int window, IntFunction<CompletableFuture<Integer>> submit)
      throws InterruptedException {
    Semaphore room = new Semaphore(window);
    CountDownLatch done = new CountDownLatch(tasks);
    LongAdder sum = new LongAdder();
    long begun = System.nanoTime();
    for (int i = 0; i < tasks; i++) {
      room.acquire();
      submit
          .apply(i)
          .whenComplete(
              (result, thrown) -> {
                if (thrown == null) {
                  sum.add(result);
                }
                room.release();
                done.countDown();
              });
    }
    if (!done.await(LONGEST, TimeUnit.SECONDS)) {
      throw new IllegalStateException(done.getCount() + " of " + tasks + " tasks did not end");
    }
    double seconds = seconds(begun);
    if (sum.sum() != (long) tasks * (tasks - 1) / 2) {
      throw new IllegalStateException("wrong or lost results");
    }
    return tasks / seconds;
  }

  /**
   * Maps numbers to themselves.
   *
   * @return tasks a second
   */
  static double map(TaskTarget target, List<Integer> numbers) {
    long begun = System.nanoTime();
    List<Integer> results = target.map(numbers, x -> x);
    double seconds = Load.seconds(begun);
    if (!results.equals(numbers)) {
      throw new IllegalStateException("wrong or lost results");
    }
    return numbers.size() / seconds;
  }

  /**
   * Submits a task and waits for it, again and again.
   *
   * @return the median in microseconds
   */
  static double latency(int tasks, IntFunction<CompletableFuture<Integer>> submit)
      throws Exception {
    long[] nanos = new long[tasks];
    for (int i = 0; i < tasks; i++) {
      long begun = System.nanoTime();
      if (submit.apply(i).get(LONGEST, TimeUnit.SECONDS) != i) {
        throw new IllegalStateException("a wrong result");
      }
      nanos[i] = System.nanoTime() - begun;
    }
    Arrays.sort(nanos);
    return nanos[tasks / 2] / 1e3;
  }

  /** Seconds since a reading of the clock. */
  static double seconds(long begun) {
    return (System.nanoTime() - begun) / 1e9;
  }
}
