package dev.roundhouse.work;

/** Where characters begin and end in UTF-8. */
final class Utf8 {

  private static final int LONGEST = 4;

  private Utf8() {}

  /** Length of the prefix that ends with a whole character; malformed bytes count as whole. */
  static int completePrefix(byte[] bytes) {
    int length = bytes.length;
    for (int back = 1; back < LONGEST && back <= length; back++) {
      int value = bytes[length - back] & 0xFF;
      if (!isContinuation(value)) {
        return lengthOf(value) > back ? length - back : length;
      }
    }
    return length;
  }

  /** Index of the first byte that begins a character, at most three from the start. */
  static int firstStart(byte[] bytes) {
    int at = 0;
    while (at < LONGEST - 1 && at < bytes.length && isContinuation(bytes[at] & 0xFF)) {
      at++;
    }
    return at;
  }

  private static boolean isContinuation(int value) {
    return (value & 0xC0) == 0x80;
  }

  private static int lengthOf(int lead) {
    if (lead < 0xC0) {
      return 1;
    }
    if (lead < 0xE0) {
      return 2;
    }
    return lead < 0xF0 ? 3 : 4;
  }
}
