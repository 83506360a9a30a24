package dev.roundhouse.child;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of bytes into frames. A frame is the length of its body and the body's CRC32C, four
 * bytes each, then the body. Not safe for use by several threads.
 */
final class FrameParser {

  static final int HEADER = 8;

  /** Longest body that is read; what is longer is taken for corruption. */
  static final int LONGEST = 1 << 30;

  private final ByteBuffer header = ByteBuffer.allocate(HEADER);
  private byte @Nullable [] body;
  private int filled;
  private int checksum;

  /**
   * Takes all bytes that are there and adds the frames that they complete.
   *
   * @throws FrameException the bytes are not what was sent
   */
  void feed(ByteBuffer bytes, List<byte[]> frames) throws FrameException {
    while (bytes.hasRemaining()) {
      byte[] current = body;
      if (current == null) {
        readHeader(bytes);
        continue;
      }
      int piece = Math.min(bytes.remaining(), current.length - filled);
      bytes.get(current, filled, piece);
      filled += piece;
      if (filled == current.length) {
        check(current);
        frames.add(current);
        body = null;
      }
    }
  }

  private void readHeader(ByteBuffer bytes) throws FrameException {
    while (bytes.hasRemaining() && header.hasRemaining()) {
      header.put(bytes.get());
    }
    if (header.hasRemaining()) {
      return;
    }
    header.flip();
    int length = header.getInt();
    checksum = header.getInt();
    header.clear();
    if (length < 1 || length > LONGEST) {
      throw new FrameException("a frame's length is " + length + ", expected 1 to " + LONGEST);
    }
    body = new byte[length];
    filled = 0;
  }

  private void check(byte[] frame) throws FrameException {
    CRC32C crc = new CRC32C();
    crc.update(frame, 0, frame.length);
    if ((int) crc.getValue() != checksum) {
      throw new FrameException(
          "a frame of %d bytes has the checksum %08x, expected %08x"
              .formatted(frame.length, (int) crc.getValue(), checksum));
    }
  }
}
