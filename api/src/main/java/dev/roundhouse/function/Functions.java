package dev.roundhouse.function;

import dev.roundhouse.value.ValueCodec;
import dev.roundhouse.value.ValueException;
import java.io.Serializable;
import java.util.Objects;

/**
 * Functions as bytes: lambdas, method references and objects of serialisable classes, with what
 * they captured. The code itself is not in the bytes; the loader that reads them must know the
 * class in whose source the function stands.
 */
public final class Functions {
  private Functions() {}

  /**
   * Encodes a function.
   *
   * @throws ValueException it captured something that cannot be serialised, or stands in JShell;
   *     the message says what, and where the function stands
   */
  public static byte[] encode(Serializable function) {
    Objects.requireNonNull(function, "function");
    try {
      return ValueCodec.encode(function);
    } catch (ValueException e) {
      throw e.during(
          "the function in "
              + implementingClass(function).getName()
              + " cannot be sent to another process");
    }
  }

  /**
   * Decodes a function.
   *
   * @param loader finds the class in whose source it stands
   * @throws ValueException the bytes are no function, or its class is missing or differs here
   */
  public static Object decode(byte[] bytes, ClassLoader loader) {
    Object function = ValueCodec.decode(bytes, loader);
    if (function == null) {
      throw new ValueException("malformed function: it is nothing");
    }
    return function;
  }

  /**
   * The class whose code a function is: for a lambda or method reference the one in whose source it
   * stands, else the function's own class.
   */
  public static Class<?> implementingClass(Serializable function) {
    return ValueCodec.home(function);
  }
}
