package dev.roundhouse.value;

import java.lang.reflect.Array;
import java.nio.ByteBuffer;

/** Arrays of primitives and their bytes, big-endian. */
final class Primitives {
  private Primitives() {}

  /** Bytes of an element. */
  static int width(Tag tag) {
    return switch (tag) {
      case BYTES, BOOLEANS -> 1;
      case SHORTS, CHARACTERS -> 2;
      case INTEGERS, FLOATS -> 4;
      case LONGS, DOUBLES -> 8;
      default -> throw new IllegalArgumentException(tag + " is no array of primitives");
    };
  }

  static int width(Class<?> element) {
    if (element == long.class || element == double.class) {
      return 8;
    }
    if (element == int.class || element == float.class) {
      return 4;
    }
    return element == short.class || element == char.class ? 2 : 1;
  }

  /** Bytes of the content. */
  static int bytes(Object array) {
    long bytes = (long) Array.getLength(array) * width(array.getClass().getComponentType());
    if (bytes > Integer.MAX_VALUE - 16) {
      throw ValueException.unserialisable(
          array.getClass(), "its " + bytes + " bytes exceed 2 GiB; send it in parts");
    }
    return (int) bytes;
  }

  /** Puts the array's content at the buffer's position. */
  static void copy(Object array, ByteBuffer to) {
    if (array instanceof byte[] bytes) {
      to.put(bytes);
    } else if (array instanceof boolean[] booleans) {
      for (boolean value : booleans) {
        to.put((byte) (value ? 1 : 0));
      }
    } else if (array instanceof short[] shorts) {
      to.asShortBuffer().put(shorts);
    } else if (array instanceof char[] chars) {
      to.asCharBuffer().put(chars);
    } else if (array instanceof int[] ints) {
      to.asIntBuffer().put(ints);
    } else if (array instanceof long[] longs) {
      to.asLongBuffer().put(longs);
    } else if (array instanceof float[] floats) {
      to.asFloatBuffer().put(floats);
    } else {
      to.asDoubleBuffer().put((double[]) array);
    }
  }

  /** Makes an array from exactly the buffer's remaining bytes. */
  static Object make(Tag tag, int length, ByteBuffer from) {
    switch (tag) {
      case BYTES -> {
        byte[] bytes = new byte[length];
        from.get(bytes);
        return bytes;
      }
      case BOOLEANS -> {
        boolean[] booleans = new boolean[length];
        for (int i = 0; i < length; i++) {
          booleans[i] = from.get() != 0;
        }
        return booleans;
      }
      case SHORTS -> {
        short[] shorts = new short[length];
        from.asShortBuffer().get(shorts);
        return shorts;
      }
      case CHARACTERS -> {
        char[] chars = new char[length];
        from.asCharBuffer().get(chars);
        return chars;
      }
      default -> {
        return makeWide(tag, length, from);
      }
    }
  }

  private static Object makeWide(Tag tag, int length, ByteBuffer from) {
    switch (tag) {
      case INTEGERS -> {
        int[] ints = new int[length];
        from.asIntBuffer().get(ints);
        return ints;
      }
      case LONGS -> {
        long[] longs = new long[length];
        from.asLongBuffer().get(longs);
        return longs;
      }
      case FLOATS -> {
        float[] floats = new float[length];
        from.asFloatBuffer().get(floats);
        return floats;
      }
      case DOUBLES -> {
        double[] doubles = new double[length];
        from.asDoubleBuffer().get(doubles);
        return doubles;
      }
      default -> throw new IllegalArgumentException(tag + " is no array of primitives");
    }
  }
}
