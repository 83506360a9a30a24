package dev.roundhouse.wire;

import dev.roundhouse.work.Payload;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Reads and writes the primitive parts of hot messages: variable-length integers (seven bits a
 * byte, least significant first), strings and byte arrays with their length before them.
 */
final class WireBuffer {

  private static final byte ENCODED = 0;
  private static final byte STORED = 1;

  private final ByteBuffer buffer;

  WireBuffer(ByteBuffer buffer) {
    this.buffer = buffer;
  }

  void putByte(int value) {
    buffer.put((byte) value);
  }

  int getByte() {
    return buffer.get();
  }

  void putLong(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      buffer.put((byte) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    buffer.put((byte) rest);
  }

  long getLong() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte part = buffer.get();
      value |= (long) (part & 0x7F) << shift;
      if (part >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number of more than ten bytes in a message");
  }

  void putInt(int value) {
    putLong(value & 0xFFFFFFFFL);
  }

  int getInt() {
    return (int) getLong();
  }

  /** A count of items, each of at least one byte: more than what is left is a broken message. */
  int getCount() {
    int count = getInt();
    if (count < 0 || count > buffer.remaining()) {
      throw new IllegalArgumentException(
          "a count of " + count + " with " + buffer.remaining() + " bytes left in a message");
    }
    return count;
  }

  void putBytes(byte[] bytes) {
    putInt(bytes.length);
    buffer.put(bytes);
  }

  byte[] getBytes() {
    byte[] bytes = new byte[getCount()];
    buffer.get(bytes);
    return bytes;
  }

  void putString(String text) {
    putBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  String getString() {
    return new String(getBytes(), StandardCharsets.UTF_8);
  }

  void putDouble(double value) {
    buffer.putDouble(value);
  }

  double getDouble() {
    return buffer.getDouble();
  }

  void putPayload(Payload payload) {
    if (payload instanceof Payload.Encoded encoded) {
      putByte(ENCODED);
      putBytes(encoded.bytes());
    } else if (payload instanceof Payload.Stored stored) {
      putByte(STORED);
      putString(stored.id());
      putLong(stored.size());
      putString(stored.host());
      putInt(stored.port());
    } else {
      throw new IllegalArgumentException("a live value cannot leave its process");
    }
  }

  Payload getPayload() {
    int kind = getByte();
    if (kind == ENCODED) {
      return new Payload.Encoded(getBytes());
    }
    if (kind == STORED) {
      return new Payload.Stored(getString(), getLong(), getString(), getInt());
    }
    throw new IllegalArgumentException("kind of payload is " + kind + ", expected 0 or 1");
  }
}
