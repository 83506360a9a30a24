package dev.roundhouse.function;

import java.io.Serializable;

/**
 * A computation without an argument. A lambda of this type can be sent to another process; what it
 * captures goes with it, by value. A lambda that uses a field captures {@code this}.
 *
 * @param <T> result
 */
@FunctionalInterface
public interface TaskCallable<T> extends Serializable {
  T call() throws Exception;
}
