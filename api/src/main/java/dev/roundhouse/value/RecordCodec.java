package dev.roundhouse.value;

import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Set;

/**
 * The product's own messages as bytes: trees of a fixed set of records and enums, primitives,
 * strings, primitive arrays, the common collections, {@code Optional} and {@code java.time}.
 * Nothing else is ever read or written, and never by the JDK's serialisation. Classes are named by
 * a fingerprint of their name and content, so that a message of another version is refused, while
 * one whose classes did not change is understood.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class RecordCodec {
  private final ClosedWorld world;

  /**
   * A codec for these classes.
   *
   * @param allowed every record and enum class that may occur; {@link #reachableFrom} collects them
   * @param foreign for objects of other classes
   * @throws IllegalArgumentException one is neither a record nor an enum
   */
  public RecordCodec(Set<Class<?>> allowed, ForeignCodec foreign) {
    Objects.requireNonNull(foreign, "foreign");
    this.world = new ClosedWorld(allowed, foreign);
  }

  /** The records and enums that can occur in instances of these sealed interfaces and records. */
  public static Set<Class<?>> reachableFrom(Class<?>... roots) {
    return ReachableRecords.from(roots);
  }

  /**
   * Encodes a message.
   *
   * @throws ValueException it holds an object of a class that is not allowed; the message names the
   *     class and the path to it
   */
  public byte[] encode(Object message) {
    Objects.requireNonNull(message, "message");
    try {
      Output out = new Output(256);
      new ValueWriter(world, out, LargeStack.SHALLOW).write(message);
      return out.toBytes();
    } catch (Detour e) {
      throw new ValueException(
          message.getClass().getName()
              + " is nested more than "
              + LargeStack.SHALLOW
              + " levels deep, or holds itself");
    }
  }

  /**
   * Decodes a message from all the bytes.
   *
   * @throws ValueException they are no message of these classes
   */
  public Object decode(byte[] bytes) {
    return decode(new Input(bytes, 0, bytes.length));
  }

  /** Decodes a message from the buffer's remaining bytes and consumes them. */
  public Object decode(ByteBuffer buffer) {
    if (buffer.hasArray()) {
      int start = buffer.arrayOffset() + buffer.position();
      Input in = new Input(buffer.array(), start, buffer.remaining());
      buffer.position(buffer.limit());
      return decode(in);
    }
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return decode(bytes);
  }

  private Object decode(Input in) {
    try {
      return Objects.requireNonNull(
          new ValueReader(world, in, LargeStack.SHALLOW).readAll(), "message");
    } catch (ValueException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new ValueException("malformed message: " + e, e);
    }
  }
}
