package dev.roundhouse.value;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Numbers objects, by identity, in the order in which they come. Most values hold a few: those are
 * searched one by one, which costs less than a map. Not safe for use by several threads.
 */
final class Numbering {
  private static final int FEW = 8;
  private static final Object[] NONE = {};

  private Object[] few = NONE;
  private Map<Object, Integer> many = Map.of();
  private int count;

  /**
   * The number that an object has.
   *
   * @return -1 where it had none and got the next one, {@code count() - 1}
   */
  int of(Object object) {
    if (count <= FEW) {
      for (int i = 0; i < count; i++) {
        if (few[i] == object) {
          return i;
        }
      }
    } else {
      Integer known = many.get(object);
      if (known != null) {
        return known;
      }
    }
    add(object);
    return -1;
  }

  @SuppressWarnings("IdentityHashMapUsage") // an empty map of no kind stands there before
  private void add(Object object) {
    if (count < FEW) {
      if (count == few.length) {
        few = Arrays.copyOf(few, Math.max(2, 2 * count));
      }
      few[count] = object;
    } else {
      if (count == FEW) {
        many = new IdentityHashMap<>(4 * FEW);
        for (int i = 0; i < FEW; i++) {
          many.put(few[i], i);
        }
      }
      many.put(object, count);
    }
    count++;
  }

  /** How many have a number. */
  int count() {
    return count;
  }
}
