package dev.roundhouse.module;

/**
 * A module written as a class: a function from an input record to an output record. The ports are
 * the records' components, in their order, with their generic types; a component {@code exitCode}
 * is the port {@code exit-code}. A component is mandatory unless it is an {@code Optional} or
 * carries {@link Default}.
 *
 * <p>An implementation needs a public constructor without parameters. A new instance is made for
 * every task, so fields need no protection; static state does, where {@link Parallelizable} allows
 * threading.
 *
 * @param <I> input record
 * @param <O> output record
 */
public interface TaskModule<I extends Record, O extends Record> {

  /**
   * Computes the outputs.
   *
   * @param in the inputs, complete and converted
   * @param context progress, cancellation, scratch directory, sub-tasks; valid until this returns
   * @return the outputs; never null
   * @throws Exception any failure; it is kept with its trace and makes the task fail
   */
  O compute(I in, ModuleContext context) throws Exception;
}
