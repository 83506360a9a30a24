package dev.roundhouse.function;

import java.io.Serializable;

/**
 * A computation on one argument, sent like a {@link TaskCallable}.
 *
 * @param <A> argument
 * @param <R> result
 */
@FunctionalInterface
public interface TaskFunction<A, R> extends Serializable {
  R apply(A argument) throws Exception;
}
