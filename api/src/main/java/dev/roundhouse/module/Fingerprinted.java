package dev.roundhouse.module;

import java.util.Optional;

/**
 * A module that reads more of the world than its inputs tell: it can say beforehand what it would
 * find, so that a result is used again only while it would find the same. The content of files need
 * not be told where an input of type {@code Path} names them: those count by path, size and
 * modification time for every module.
 *
 * <p>A {@link TaskModule} implements it for its input record, a {@link ModuleType} for its inputs
 * by port.
 *
 * @param <I> what {@code compute} is given
 */
@FunctionalInterface
public interface Fingerprinted<I> {

  /**
   * Tells what the module would read with these inputs. Called once for every task before it may be
   * taken from the cache, in the session's process, on a thread that may wait. A failure means that
   * it cannot be told.
   *
   * @param in the inputs, complete and converted
   * @return a short text (a list of names with times, a validator such as an ETag) that differs
   *     where the outputs may differ; empty where it cannot be told, so that the module runs, and
   *     all downstream of it
   */
  Optional<String> fingerprint(I in) throws Exception;
}
