package dev.roundhouse.work;

import dev.roundhouse.module.ModuleContext;

/**
 * Computes portable work in this process: finds or makes the class loader of the code's bundles,
 * decodes the argument in it, calls the function or module, encodes the result. Safe for use by
 * several threads.
 */
public interface CodeRunner extends AutoCloseable {

  /**
   * Computes one attempt in the calling thread.
   *
   * @param argument encoded argument
   * @return the encoded result
   * @throws Exception what the user's code threw; {@code WorkException} where it could not be run
   */
  byte[] run(Code code, byte[] argument, ModuleContext context) throws Exception;

  /** Forgets a code; the loader of its bundles is freed with the last code that uses it. */
  void forget(String codeId);

  @Override
  void close();
}
