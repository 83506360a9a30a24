package dev.roundhouse.child;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of bytes into frames. A frame is the lengths of its body's head and bulk and the
 * CRC32C of both, four bytes each, then the head, then the bulk. Not safe for use by several
 * threads.
 */
final class FrameParser {

  static final int HEADER = 12;

  /** Longest body that is read; what is longer is taken for corruption. */
  static final int LONGEST = 1 << 30;

  private static final byte[] NOTHING = {};

  private final ByteBuffer header = ByteBuffer.allocate(HEADER);
  private @Nullable Body body;
  private int filled;
  private int checksum;

  /**
   * Takes all bytes that are there and adds the bodies of the frames that they complete.
   *
   * @throws FrameException the bytes are not what was sent
   */
  void feed(ByteBuffer bytes, List<Body> bodies) throws FrameException {
    while (bytes.hasRemaining()) {
      Body current = body;
      if (current == null) {
        readHeader(bytes);
        continue;
      }
      int head = current.head().length;
      if (filled < head) {
        fill(current.head(), filled, bytes);
      } else {
        fill(current.bulk(), filled - head, bytes);
      }
      if (filled == head + current.bulk().length) {
        check(current);
        bodies.add(current);
        body = null;
      }
    }
  }

  private void fill(byte[] part, int from, ByteBuffer bytes) {
    int piece = Math.min(bytes.remaining(), part.length - from);
    bytes.get(part, from, piece);
    filled += piece;
  }

  private void readHeader(ByteBuffer bytes) throws FrameException {
    while (bytes.hasRemaining() && header.hasRemaining()) {
      header.put(bytes.get());
    }
    if (header.hasRemaining()) {
      return;
    }
    header.flip();
    int head = header.getInt();
    int bulk = header.getInt();
    checksum = header.getInt();
    header.clear();
    if (head < 1 || bulk < 0 || (long) head + bulk > LONGEST) {
      throw new FrameException(
          "a frame's lengths are " + head + " and " + bulk + ", expected 1 to " + LONGEST);
    }
    body = new Body(new byte[head], bulk == 0 ? NOTHING : new byte[bulk]);
    filled = 0;
  }

  private void check(Body whole) throws FrameException {
    CRC32C crc = new CRC32C();
    crc.update(whole.head(), 0, whole.head().length);
    crc.update(whole.bulk(), 0, whole.bulk().length);
    if ((int) crc.getValue() != checksum) {
      throw new FrameException(
          "a frame of %d bytes has the checksum %08x, expected %08x"
              .formatted(
                  whole.head().length + whole.bulk().length, (int) crc.getValue(), checksum));
    }
  }
}
