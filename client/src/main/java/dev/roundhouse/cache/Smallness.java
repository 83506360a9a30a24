package dev.roundhouse.cache;

import java.io.File;
import java.nio.file.Path;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells values that cost nothing to hash: what a sweep goes over, never what it works on. */
public final class Smallness {
  private static final int LONGEST_TEXT = 10_000;
  private static final int MOST_PARTS = 100;

  private int parts;

  private Smallness() {}

  /** Whether the value is small. */
  public static boolean of(@Nullable Object value) {
    return new Smallness().isSmall(value);
  }

  private boolean isSmall(@Nullable Object value) {
    if (parts++ > MOST_PARTS) {
      return false;
    }
    if (value instanceof String text) {
      return text.length() <= LONGEST_TEXT;
    }
    if (value instanceof Optional<?> optional) {
      return optional.isEmpty() || isSmall(optional.get());
    }
    if (value instanceof Collection<?> collection) {
      return collection.stream().allMatch(this::isSmall);
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .allMatch(entry -> isSmall(entry.getKey()) && isSmall(entry.getValue()));
    }
    if (value instanceof Record record) {
      return RecordComponents.of(record).stream().allMatch(this::isSmall);
    }
    return value == null
        || value instanceof Number
        || value instanceof Boolean
        || value instanceof Character
        || value instanceof Enum<?>
        || value instanceof Path
        || value instanceof File
        || value instanceof TemporalAccessor
        || value instanceof TemporalAmount;
  }
}
