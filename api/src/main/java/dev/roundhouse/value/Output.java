package dev.roundhouse.value;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Bytes in the making. Large arrays are kept by reference until {@link #toBytes}, so that their
 * content is copied once.
 */
final class Output {
  private static final int LARGE = 32 * 1024;
  private static final int MOST = Integer.MAX_VALUE - 16;

  private byte[] buffer;
  private int count;
  private final List<Object> parts = new ArrayList<>(0);
  private long partBytes;

  Output(int capacity) {
    buffer = new byte[capacity];
  }

  void tag(Tag tag) {
    u8(tag.ordinal());
  }

  void u8(int value) {
    need(1);
    buffer[count++] = (byte) value;
  }

  void u16(int value) {
    need(2);
    buffer[count++] = (byte) (value >> 8);
    buffer[count++] = (byte) value;
  }

  void i32(int value) {
    u16(value >>> 16);
    u16(value);
  }

  void i64(long value) {
    i32((int) (value >>> 32));
    i32((int) value);
  }

  /** A count or index: 7 bits a byte, the lowest first. */
  void size(int value) {
    unsigned(value & 0xffffffffL);
  }

  /** A number that is often near zero. */
  void number(long value) {
    unsigned((value << 1) ^ (value >> 63));
  }

  private void unsigned(long value) {
    need(10);
    long left = value;
    while ((left & ~0x7fL) != 0) {
      buffer[count++] = (byte) (left | 0x80);
      left >>>= 7;
    }
    buffer[count++] = (byte) left;
  }

  void latin1(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    need(bytes.length);
    System.arraycopy(bytes, 0, buffer, count, bytes.length);
    count += bytes.length;
  }

  void utf16(String text) {
    int length = text.length();
    need(2L * length);
    for (int i = 0; i < length; i++) {
      u16(text.charAt(i));
    }
  }

  /** The content of an array of primitives, without its length. */
  void content(Object array, int bytes) {
    if (bytes >= LARGE) {
      flush();
      parts.add(array);
      partBytes += bytes;
      return;
    }
    need(bytes);
    Primitives.copy(array, ByteBuffer.wrap(buffer, count, bytes));
    count += bytes;
  }

  /** Everything written, in an array of its exact size. */
  byte[] toBytes() {
    long total = partBytes + count;
    check(total);
    if (parts.isEmpty()) {
      return Arrays.copyOf(buffer, count);
    }
    ByteBuffer whole = ByteBuffer.allocate((int) total);
    for (Object part : parts) {
      if (part instanceof ByteBuffer written) {
        whole.put(written.duplicate());
      } else {
        int size = Primitives.bytes(part);
        Primitives.copy(part, whole.slice(whole.position(), size));
        whole.position(whole.position() + size);
      }
    }
    whole.put(buffer, 0, count);
    return whole.array();
  }

  private void flush() {
    if (count > 0) {
      parts.add(ByteBuffer.wrap(buffer, 0, count));
      partBytes += count;
      buffer = new byte[64];
      count = 0;
    }
  }

  private void need(long bytes) {
    long wanted = count + bytes;
    if (wanted > buffer.length) {
      check(partBytes + wanted);
      buffer = Arrays.copyOf(buffer, (int) Math.min(MOST, Math.max(2L * buffer.length, wanted)));
    }
  }

  private static void check(long total) {
    if (total > MOST) {
      throw new ValueException(
          "the value takes " + total + " bytes, expected at most " + MOST + "; send it in parts");
    }
  }
}
