package dev.roundhouse.value;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Bytes to be read, of unknown origin. Nothing is allocated that the bytes left could not fill:
 * {@link #elements} counts what containers claim, and all of them together claim at most an element
 * a byte.
 */
final class Input {
  private final byte[] data;
  private final int start;
  private final int end;
  private int position;
  private long claimed;

  Input(byte[] data, int start, int length) {
    this.data = data;
    this.start = start;
    this.end = start + length;
    this.position = start;
  }

  int left() {
    return end - position;
  }

  Tag tag() {
    return Tag.of(u8());
  }

  int u8() {
    need(1);
    return data[position++] & 0xff;
  }

  int u16() {
    return u8() << 8 | u8();
  }

  int i32() {
    return u16() << 16 | u16();
  }

  long i64() {
    return ((long) i32() << 32) | (i32() & 0xffffffffL);
  }

  /** A count or index, never negative. */
  int size() {
    long value = unsigned();
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw malformed("size is " + Long.toUnsignedString(value) + ", expected at most 2147483647");
    }
    return (int) value;
  }

  /** The length of something that takes this many bytes an element, which must be there. */
  int length(int width) {
    int length = size();
    if ((long) length * width > left()) {
      throw malformed("length is " + length + " times " + width + ", but " + left() + " are left");
    }
    return length;
  }

  /** The number of elements of a container, each of which takes this many values. */
  int elements(int values) {
    int elements = size();
    claimed += (long) elements * values;
    if ((long) elements * values > left() || claimed > end - start) {
      throw malformed("a container claims " + elements + ", but " + left() + " bytes are left");
    }
    return elements;
  }

  long number() {
    long value = unsigned();
    return value >>> 1 ^ -(value & 1);
  }

  int integer() {
    long value = number();
    if (value != (int) value) {
      throw malformed("number is " + value + ", expected one of 32 bits");
    }
    return (int) value;
  }

  private long unsigned() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = u8();
      value |= (next & 0x7fL) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw malformed("number has more than 10 bytes");
  }

  String latin1(int length) {
    need(length);
    position += length;
    return new String(data, position - length, length, StandardCharsets.ISO_8859_1);
  }

  String utf16(int length) {
    char[] chars = new char[length];
    for (int i = 0; i < length; i++) {
      chars[i] = (char) u16();
    }
    return new String(chars);
  }

  Object content(Tag tag, int length) {
    int bytes = length * Primitives.width(tag);
    need(bytes);
    ByteBuffer from = ByteBuffer.wrap(data, position, bytes).slice();
    position += bytes;
    return Primitives.make(tag, length, from);
  }

  ValueException malformed(String problem) {
    return new ValueException("malformed value at byte " + (position - start) + ": " + problem);
  }

  private void need(int bytes) {
    if (bytes > left()) {
      throw malformed(bytes + " bytes expected, " + left() + " are left");
    }
  }
}
