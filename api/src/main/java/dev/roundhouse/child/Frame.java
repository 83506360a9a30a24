package dev.roundhouse.child;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * A frame ready to be sent: its header with the message's small parts, and its bulk, which is not
 * copied.
 *
 * @param head header and first part of the body
 * @param bulk rest of the body, perhaps empty; not to be changed until it was sent
 */
record Frame(ByteBuffer head, ByteBuffer bulk) {

  /**
   * Frames a body in two parts.
   *
   * @throws IllegalArgumentException the body is too long for a frame
   */
  static Frame of(byte[] first, int firstLength, byte[] bulk) {
    long length = (long) firstLength + bulk.length;
    if (length > FrameParser.LONGEST) {
      throw new IllegalArgumentException(
          "a message has " + length + " bytes, expected at most " + FrameParser.LONGEST);
    }
    CRC32C crc = new CRC32C();
    crc.update(first, 0, firstLength);
    crc.update(bulk, 0, bulk.length);
    ByteBuffer head = ByteBuffer.allocate(FrameParser.HEADER + firstLength);
    head.putInt(firstLength).putInt(bulk.length).putInt((int) crc.getValue());
    head.put(first, 0, firstLength).flip();
    return new Frame(head, ByteBuffer.wrap(bulk));
  }

  int size() {
    return head.remaining() + bulk.remaining();
  }
}
