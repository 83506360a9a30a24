package dev.roundhouse.value;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Users' values as bytes. Primitives, strings, arrays, the common collections, {@code Optional},
 * {@code java.time}, enums, records (serialisable or not) and serialisable lambdas have an encoding
 * of their own; a value that holds anything else goes whole by the JDK's serialisation, whose hooks
 * are honoured. Shared objects stay shared within a value. Views such as sublists and key sets
 * become copies. Nothing is checked for corruption: that is the frame's work.
 *
 * <p>Stateless and safe for use by several threads.
 */
public final class ValueCodec {
  private static final byte[] NOTHING = {(byte) Tag.NULL.ordinal()};

  /** Names and signatures of a lambda mostly fit in this. */
  private static final int LAMBDA_BYTES = 512;

  private ValueCodec() {}

  /**
   * Encodes a value.
   *
   * @param value any value; null stands for nothing
   * @throws ValueException it holds something that cannot be serialised; the message names its
   *     class and the path to it
   */
  public static byte[] encode(@Nullable Object value) {
    try {
      return encode(value, LargeStack.SHALLOW);
    } catch (Detour | StackOverflowError e) {
      return LargeStack.run(
          Thread.currentThread().getContextClassLoader(), () -> encodeDeep(value));
    }
  }

  private static byte[] encode(@Nullable Object value, int deepest) {
    try {
      return value == null ? NOTHING.clone() : encode(value, Kinds.of(value.getClass()), deepest);
    } catch (Detour | ValueException e) {
      throw e;
    } catch (RuntimeException | LinkageError e) {
      // the value's own code threw, or another thread changes it meanwhile
      throw ValueException.unserialisable(
          Objects.requireNonNull(value).getClass(), "it threw " + e, e);
    }
  }

  private static byte[] encode(Object value, Tag tag, int deepest) {
    if (tag == Tag.JAVA) {
      return JavaCodec.encode(value);
    }
    Output out = new Output(tag == Tag.LAMBDA ? LAMBDA_BYTES : 64);
    if (ValueWriter.writeSimple(tag, value, out)) {
      return out.toBytes();
    }
    try {
      new ValueWriter(OpenWorld.ENCODING, out, deepest).write(value);
      return out.toBytes();
    } catch (Detour detour) {
      if (detour.way() == Detour.Way.JAVA) {
        return JavaCodec.encode(value);
      }
      throw detour;
    }
  }

  private static byte[] encodeDeep(@Nullable Object value) {
    try {
      return encode(value, LargeStack.DEEP);
    } catch (Detour | StackOverflowError e) {
      throw new ValueException(
          "the value is nested too deeply, expected at most " + LargeStack.DEEP + " levels");
    }
  }

  /**
   * Decodes what {@link #encode} made, or refuses what it did not.
   *
   * @param bytes of unknown origin; memory and time are bounded by their number
   * @param loader finds the classes of users
   * @throws ValueException they are no value, a class is missing or differs, or a constructor of a
   *     record refused its components
   */
  public static @Nullable Object decode(byte[] bytes, ClassLoader loader) {
    Objects.requireNonNull(bytes, "bytes");
    Objects.requireNonNull(loader, "loader");
    try {
      return decode(bytes, loader, LargeStack.SHALLOW);
    } catch (Detour | StackOverflowError e) {
      return LargeStack.run(loader, () -> decodeDeep(bytes, loader));
    }
  }

  private static @Nullable Object decode(byte[] bytes, ClassLoader loader, int deepest) {
    try {
      if (bytes.length > 0 && bytes[0] == Tag.JAVA.ordinal()) {
        return JavaCodec.decode(bytes, loader, deepest);
      }
      Input in = new Input(bytes, 0, bytes.length);
      return new ValueReader(new OpenWorld(loader), in, deepest).readAll();
    } catch (Detour | ValueException e) {
      throw e;
    } catch (RuntimeException | LinkageError e) {
      throw new ValueException("malformed value: " + e, e);
    }
  }

  private static @Nullable Object decodeDeep(byte[] bytes, ClassLoader loader) {
    try {
      return decode(bytes, loader, LargeStack.DEEP);
    } catch (Detour | StackOverflowError e) {
      throw new ValueException(
          "the value is nested too deeply, expected at most " + LargeStack.DEEP + " levels");
    }
  }

  /**
   * Whose code an object is: for a serialisable lambda or method reference the class in whose
   * source it stands, for any other object its own class.
   *
   * @throws ValueException the lambda's class cannot be found by its own loader
   */
  public static Class<?> home(Object object) {
    Class<?> type = object.getClass();
    if (!Lambdas.isLambda(type)) {
      return type;
    }
    return Lambdas.parts(object)
        .<Class<?>>map(parts -> Lambdas.capturingClass(parts, type.getClassLoader()))
        .orElse(type);
  }
}
