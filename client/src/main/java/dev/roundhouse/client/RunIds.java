package dev.roundhouse.client;

/**
 * Ids of runs: nine characters of time, so that later runs sort after earlier ones, and five of
 * chance, so that runs of several processes differ. The alphabet is Crockford's base 32 in lower
 * case.
 */
final class RunIds {
  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int BITS = 5;
  private static final int TIME_CHARACTERS = 9;
  private static final int CHANCE_CHARACTERS = 5;

  private RunIds() {}

  /**
   * @param millis since 1970
   * @param chance any number; its low 25 bits are used
   */
  static String of(long millis, long chance) {
    return text(millis, TIME_CHARACTERS) + text(chance, CHANCE_CHARACTERS);
  }

  private static String text(long value, int characters) {
    StringBuilder text = new StringBuilder(characters);
    for (int i = characters - 1; i >= 0; i--) {
      text.append(ALPHABET.charAt((int) (value >>> (BITS * i)) & (ALPHABET.length() - 1)));
    }
    return text.toString();
  }
}
