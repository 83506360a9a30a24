package dev.roundhouse.work;

import dev.roundhouse.function.TaskCallable;
import dev.roundhouse.function.TaskFunction;
import dev.roundhouse.module.ModuleContext;
import dev.roundhouse.module.ModuleType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a code becomes in a process: something that can be called. */
@FunctionalInterface
interface Callee {
  /**
   * Computes in the calling thread.
   *
   * @param argument decoded and checked
   * @throws Exception what the user's code threw
   */
  @Nullable Object compute(@Nullable Object argument, ModuleContext context) throws Exception;

  /** A module: a map of inputs gives a map of outputs. */
  static Callee of(ModuleType module) {
    return (argument, context) -> module.compute(inputs(argument), context);
  }

  /**
   * A function: a list of its arguments gives its result.
   *
   * @throws IllegalArgumentException it is of no known interface
   */
  @SuppressWarnings("NullAway") // an argument may be null, and a user's function may take it
  static Callee of(Object function) {
    if (function instanceof TaskCallable<?> callable) {
      return (argument, context) -> callable.call();
    }
    if (function instanceof TaskFunction<?, ?> applied) {
      @SuppressWarnings("unchecked")
      TaskFunction<Object, Object> any = (TaskFunction<Object, Object>) applied;
      return (argument, context) -> any.apply(only(argument));
    }
    if (function instanceof Callable<?> callable) {
      return (argument, context) -> callable.call();
    }
    if (function instanceof Runnable runnable) {
      return (argument, context) -> {
        runnable.run();
        return null;
      };
    }
    if (function instanceof Function<?, ?> applied) {
      @SuppressWarnings("unchecked")
      Function<Object, Object> any = (Function<Object, Object>) applied;
      return (argument, context) -> any.apply(only(argument));
    }
    throw new IllegalArgumentException(
        function.getClass().getName()
            + " is no function, expected a TaskCallable, TaskFunction, Callable, Runnable or"
            + " Function");
  }

  /**
   * Checks that an argument has the form that the kind of code takes.
   *
   * @throws IllegalArgumentException it has not
   */
  static void check(Code.Kind kind, @Nullable Object argument) {
    if (kind == Code.Kind.FUNCTION && !(argument instanceof List<?> list && list.size() <= 1)) {
      throw new IllegalArgumentException(
          "expected a list of none or one, found " + shown(argument));
    }
    if (kind == Code.Kind.MODULE && !(argument instanceof Map<?, ?>)) {
      throw new IllegalArgumentException("expected a map of inputs, found " + shown(argument));
    }
  }

  private static String shown(@Nullable Object argument) {
    return argument instanceof List<?> list
        ? "a list of " + list.size()
        : argument == null ? "nothing" : argument.getClass().getName();
  }

  private static @Nullable Object only(@Nullable Object argument) {
    return argument instanceof List<?> arguments && !arguments.isEmpty() ? arguments.get(0) : null;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> inputs(@Nullable Object argument) {
    return (Map<String, Object>) Objects.requireNonNull(argument, "argument");
  }
}
