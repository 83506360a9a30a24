package dev.roundhouse.child;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Writes the parts of a message. */
final class MessageOutput extends ByteArrayOutputStream {

  MessageOutput(int tag) {
    super(64);
    write(tag);
  }

  MessageOutput int32(int value) {
    for (int shift = 24; shift >= 0; shift -= 8) {
      write(value >>> shift);
    }
    return this;
  }

  MessageOutput int64(long value) {
    return int32((int) (value >>> 32)).int32((int) value);
  }

  MessageOutput flag(boolean value) {
    write(value ? 1 : 0);
    return this;
  }

  MessageOutput bytes(byte[] value) {
    int32(value.length);
    write(value, 0, value.length);
    return this;
  }

  /** Any text, also one with a lone surrogate, which a charset would break. */
  MessageOutput text(String value) {
    boolean latin = value.chars().allMatch(unit -> unit < 256);
    flag(latin);
    if (latin) {
      return bytes(value.getBytes(StandardCharsets.ISO_8859_1));
    }
    ByteBuffer units = ByteBuffer.allocate(2 * value.length());
    units.asCharBuffer().put(value);
    return bytes(units.array());
  }

  MessageOutput optionalText(Optional<String> value) {
    flag(value.isPresent());
    value.ifPresent(this::text);
    return this;
  }

  Frame frame(byte[] bulk) {
    return Frame.of(buf, count, bulk);
  }
}
