package dev.roundhouse.client;

import dev.roundhouse.function.TaskCallable;
import dev.roundhouse.function.TaskFunction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Where functions are sent: one scheme, with options for the tasks. Immutable and safe for use by
 * several threads; after its session is closed, tasks end as cancelled.
 *
 * <p>On {@code threading} a function and its values are used as they are. On other schemes they go
 * by value to another process: a function or value that cannot be sent fails its task at once,
 * naming the class and the path to the field.
 */
public final class TaskTarget {

  private static final int STREAM_WINDOW = 1024;

  private final Tasks tasks;
  private final String scheme;
  private final Call.Maker calls;
  private final TaskOption.Chosen options;

  TaskTarget(Tasks tasks, String scheme, Call.Maker calls, TaskOption.Chosen options) {
    this.tasks = tasks;
    this.scheme = scheme;
    this.calls = calls;
    this.options = options;
  }

  /** The scheme's name. */
  public String scheme() {
    return scheme;
  }

  /**
   * The same target with these options over the ones it has.
   *
   * @throws IllegalArgumentException an option's value is out of its range
   */
  public TaskTarget with(TaskOption... more) {
    TaskOption.Chosen chosen = options;
    for (TaskOption option : more) {
      chosen = option.applyTo(chosen);
    }
    return new TaskTarget(tasks, scheme, calls, chosen);
  }

  /**
   * Submits a function. Never blocks and never throws because of the task: what goes wrong
   * completes the future.
   */
  public <T> TaskFuture<T> submit(TaskCallable<T> callable) {
    Objects.requireNonNull(callable, "callable");
    return submit(() -> calls.of(callable));
  }

  /**
   * Computes the function of every element and waits for all. The first failure cancels the rest
   * and is thrown.
   *
   * @return the results in the order of the elements
   * @throws java.util.concurrent.CompletionException a task failed; the cause is the user's
   *     exception, or a {@link TaskFailedException}
   * @throws java.util.concurrent.CancellationException a task was cancelled by somebody else, or
   *     this thread was interrupted (its interrupt is kept); the rest is cancelled
   */
  public <A, R> List<R> map(Collection<? extends A> elements, TaskFunction<A, R> function) {
    Objects.requireNonNull(function, "function");
    return tasks.map(scheme, options, () -> calls(elements, function));
  }

  /**
   * As {@link #map}, handing out each result, in order, as soon as it and all before it are there.
   * Tasks are submitted as results are taken, 1024 ahead. Closing the stream cancels the rest; it
   * is sequential, for one thread.
   */
  public <A, R> Stream<R> stream(Iterable<? extends A> elements, TaskFunction<A, R> function) {
    return stream(elements, function, true);
  }

  /** As {@link #stream}, each result as soon as it is there, in no order. */
  public <A, R> Stream<R> unordered(Iterable<? extends A> elements, TaskFunction<A, R> function) {
    return stream(elements, function, false);
  }

  private <A, R> Stream<R> stream(
      Iterable<? extends A> elements, TaskFunction<A, R> function, boolean ordered) {
    Objects.requireNonNull(function, "function");
    Function<A, Call> call = calls.of(function);
    ResultIterator<A, R> results =
        new ResultIterator<>(
            elements.iterator(),
            argument -> submit(() -> call.apply(argument)),
            ordered,
            STREAM_WINDOW);
    int traits = ordered ? Spliterator.ORDERED : 0;
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(results, traits), false)
        .onClose(results::close);
  }

  private <T> TaskFuture<T> submit(Supplier<Call> call) {
    return tasks.submit(scheme, options, call);
  }

  private <A> List<Call> calls(Collection<? extends A> elements, TaskFunction<A, ?> function) {
    Function<A, Call> call = calls.of(function);
    List<Call> all = new ArrayList<>(elements.size());
    for (A element : elements) {
      all.add(call.apply(element));
    }
    return all;
  }
}
