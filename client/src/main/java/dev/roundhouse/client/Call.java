package dev.roundhouse.client;

import dev.roundhouse.function.TaskCallable;
import dev.roundhouse.function.TaskFunction;
import dev.roundhouse.work.Work;
import java.util.Objects;
import java.util.function.Function;

/**
 * A user's function made ready for a scheme.
 *
 * @param work what the scheme computes
 * @param results reads what it brings back
 */
record Call(Work work, Results results) {

  Call {
    Objects.requireNonNull(work, "work");
    Objects.requireNonNull(results, "results");
  }

  /** Makes calls for one kind of scheme. Safe for use by several threads. */
  interface Maker {

    /**
     * A call without an argument.
     *
     * @throws RuntimeException the function cannot be sent to another process
     */
    Call of(TaskCallable<?> callable);

    /**
     * Calls of one function, given its arguments.
     *
     * @throws RuntimeException the function, or later an argument, cannot be sent to another
     *     process
     */
    <A> Function<A, Call> of(TaskFunction<A, ?> function);
  }

  /** Calls in this process, of the objects as they are. */
  enum Live implements Maker {
    MAKER;

    @Override
    public Call of(TaskCallable<?> callable) {
      LiveCall body = new LiveCall(callable);
      return new Call(new Work.Live(body), body);
    }

    @Override
    public <A> Function<A, Call> of(TaskFunction<A, ?> function) {
      return argument -> of(() -> function.apply(argument));
    }
  }
}
