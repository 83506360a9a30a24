package dev.roundhouse.child;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads the parts of a message. */
final class MessageInput {

  private final ByteBuffer bytes;
  private final byte[] bulk;

  MessageInput(Body body) {
    bytes = ByteBuffer.wrap(body.head());
    bulk = body.bulk();
  }

  int tag() {
    return bytes.get();
  }

  int int32() {
    return bytes.getInt();
  }

  long int64() {
    return bytes.getLong();
  }

  boolean flag() {
    return bytes.get() != 0;
  }

  byte[] bytes() {
    byte[] value = new byte[int32()];
    bytes.get(value);
    return value;
  }

  String text() {
    boolean latin = flag();
    byte[] value = bytes();
    return latin
        ? new String(value, StandardCharsets.ISO_8859_1)
        : ByteBuffer.wrap(value).asCharBuffer().toString();
  }

  Optional<String> optionalText() {
    return flag() ? Optional.of(text()) : Optional.empty();
  }

  /** The part that is not copied on its way. */
  byte[] bulk() {
    return bulk;
  }
}
