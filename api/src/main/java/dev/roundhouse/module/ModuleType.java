package dev.roundhouse.module;

import java.util.Map;
import java.util.Optional;

/**
 * A kind of module whose ports may depend on its set parameters. Built-in modules implement this; a
 * {@link TaskModule} is adapted to it. Implementations have no state and are safe for use by
 * several threads.
 */
public interface ModuleType {

  /** The name under which pipelines use it: a short one for built-ins, else a class name. */
  String name();

  /**
   * Describes the module with these parameters.
   *
   * @param parameters what was set on the instance, by port name, as plain values (String, Boolean,
   *     Integer, Long, Double, List, Map); may be incomplete or wrong, which is not reported here
   *     unless the ports cannot be told
   * @throws IllegalArgumentException the ports cannot be told from these parameters; the message
   *     names the parameter, its value and what was expected
   */
  ModuleDescriptor describe(Map<String, Object> parameters);

  /**
   * Computes the outputs in the calling thread.
   *
   * @param inputs every connected, set or defaulted input, converted to its port's type; an {@code
   *     Optional} port is always there
   * @return a value for each output port, by name
   * @throws Exception any failure
   */
  Map<String, Object> compute(Map<String, Object> inputs, ModuleContext context) throws Exception;

  /** How it tells what it reads beyond its inputs; empty where they are all that it reads. */
  @SuppressWarnings("unchecked") // a module type is given its inputs by port
  default Optional<Fingerprinted<Map<String, Object>>> fingerprinted() {
    return this instanceof Fingerprinted<?> reader
        ? Optional.of((Fingerprinted<Map<String, Object>>) reader)
        : Optional.empty();
  }

  /** Whether it runs every time because of what it does, see {@link HasEffects}. */
  default boolean hasEffects() {
    return getClass().isAnnotationPresent(HasEffects.class);
  }
}
