package dev.roundhouse.history;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What modules printed, as far as it is kept. */
final class Printed {

  private Printed() {}

  /** The beginning and the end of a text within so many bytes; null where there is none. */
  static @Nullable String bounded(String text, int most) {
    if (text.isEmpty() || most == 0) {
      return null;
    }
    if (text.length() <= most / 3) {
      return text;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= most) {
      return text;
    }
    int half = most / 2;
    int head = startOfCharacter(bytes, half);
    int tail = startOfCharacter(bytes, bytes.length - half);
    return new String(bytes, 0, head, StandardCharsets.UTF_8)
        + "\n[... "
        + (tail - head)
        + " bytes cut ...]\n"
        + new String(bytes, tail, bytes.length - tail, StandardCharsets.UTF_8);
  }

  /** The first place from here on where a character of UTF-8 begins. */
  private static int startOfCharacter(byte[] bytes, int from) {
    int at = from;
    while (at < bytes.length && (bytes[at] & 0xc0) == 0x80) {
      at++;
    }
    return at;
  }
}
