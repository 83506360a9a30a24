package dev.roundhouse.work;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The beginning and the end of a stream of bytes, with the middle cut. Holds at most {@link
 * #LIMIT}, the mark of the cut included; takes room only as it is written. Not safe for use by
 * several threads.
 */
final class BoundedBytes {

  static final int LIMIT = 1 << 20;
  private static final int MARK = 64;

  /** Bytes of the beginning, and as many of the end. */
  static final int HALF = (LIMIT - MARK) / 2;

  private final ByteArrayOutputStream head = new ByteArrayOutputStream(256);
  private byte[] ring = {};
  private long beyond;

  void write(byte[] bytes, int offset, int length) {
    int toHead = Math.min(length, HALF - head.size());
    head.write(bytes, offset, toHead);
    int rest = length - toHead;
    if (rest > 0) {
      writeToRing(bytes, offset + toHead, rest);
    }
  }

  private void writeToRing(byte[] bytes, int offset, int length) {
    if (ring.length == 0) {
      ring = new byte[HALF];
    }
    int skipped = Math.max(0, length - HALF);
    beyond += skipped;
    int left = length - skipped;
    int from = offset + skipped;
    while (left > 0) {
      int at = (int) (beyond % HALF);
      int piece = Math.min(left, HALF - at);
      System.arraycopy(bytes, from, ring, at, piece);
      beyond += piece;
      from += piece;
      left -= piece;
    }
  }

  /** Whether something was cut. */
  boolean isCut() {
    return beyond > HALF;
  }

  /** What is held, as UTF-8; a character that the cut went through is left out. */
  String text() {
    byte[] start = head.toByteArray();
    if (beyond == 0) {
      return new String(start, StandardCharsets.UTF_8);
    }
    if (!isCut()) {
      byte[] all = Arrays.copyOf(start, start.length + (int) beyond);
      System.arraycopy(ring, 0, all, start.length, (int) beyond);
      return new String(all, StandardCharsets.UTF_8);
    }
    return new String(start, 0, Utf8.completePrefix(start), StandardCharsets.UTF_8)
        + "\n[... "
        + (beyond - HALF)
        + " bytes cut ...]\n"
        + end();
  }

  private String end() {
    int at = (int) (beyond % HALF);
    byte[] end = new byte[HALF];
    System.arraycopy(ring, at, end, 0, HALF - at);
    System.arraycopy(ring, 0, end, HALF - at, at);
    int from = Utf8.firstStart(end);
    return new String(end, from, HALF - from, StandardCharsets.UTF_8);
  }
}
