package dev.roundhouse.value;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.NotSerializableException;
import org.jspecify.annotations.Nullable;

/** Whole values by the JDK's serialisation, behind {@link Tag#JAVA}. */
final class JavaCodec {
  private JavaCodec() {}

  static byte[] encode(Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    bytes.write(Tag.JAVA.ordinal());
    try (JavaWriter out = new JavaWriter(bytes)) {
      out.writeObject(value);
    } catch (NotSerializableException e) {
      throw Culprit.find(value, e);
    } catch (InvalidClassException e) {
      throw ValueException.unserialisable(value.getClass(), "a class of it is refused: " + e, e);
    } catch (IOException e) {
      throw ValueException.unserialisable(value.getClass(), "its writeObject failed: " + e, e);
    }
    return bytes.toByteArray();
  }

  static @Nullable Object decode(byte[] bytes, ClassLoader loader, int deepest) {
    int length = bytes.length - 1;
    FrameFilter filter = new FrameFilter(length, deepest);
    try (JavaReader in =
        new JavaReader(new ByteArrayInputStream(bytes, 1, length), filter, loader)) {
      Object value = in.readObject();
      if (in.read() >= 0) {
        throw new ValueException("malformed value: bytes behind it");
      }
      return value;
    } catch (IOException | ClassNotFoundException e) {
      if (filter.isTooDeep()) {
        throw new Detour(Detour.Way.LARGE_STACK);
      }
      throw new ValueException("malformed value: " + e, e);
    }
  }
}
