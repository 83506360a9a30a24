package dev.roundhouse.module;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 30s}, {@code 1.5 hours}, {@code PT30S}. */
public final class Durations {

  static final String EXPECTED = "a duration such as 500ms, 30s, 5m, 2h or 1d";

  private static final Pattern WRITTEN = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)\\s*([a-zµ]*)");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "ns", Duration.ofNanos(1),
          "us", Duration.ofNanos(1000),
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));
  private static final Map<String, String> LONG_NAMES =
      Map.of(
          "nano", "ns",
          "micro", "us",
          "milli", "ms",
          "millisecond", "ms",
          "second", "s",
          "minute", "m",
          "hour", "h",
          "day", "d");

  private Durations() {}

  /** A number without a unit is milliseconds, as everywhere in HOCON. */
  static Optional<Duration> read(String text) {
    Matcher written = WRITTEN.matcher(text.toLowerCase(Locale.ROOT));
    if (!written.matches()) {
      return iso(text);
    }
    String name = written.group(2);
    String singular =
        name.length() > 2 && name.endsWith("s") ? name.substring(0, name.length() - 1) : name;
    String unit = name.isEmpty() ? "ms" : LONG_NAMES.getOrDefault(singular, name);
    return Optional.ofNullable(UNITS.get(unit)).map(one -> times(one, written.group(1)));
  }

  /**
   * As people read it, and as {@code read} takes it: {@code 250ms}, {@code 1.5s}, {@code 90s},
   * {@code 2h}. Never negative ones; what is below a millisecond of more than a second is left out.
   */
  public static String text(Duration duration) {
    if (duration.isZero()) {
      return "0s";
    }
    if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
      return duration.toNanos() % 1_000_000 == 0
          ? duration.toMillis() + "ms"
          : plain(BigDecimal.valueOf(duration.toNanos(), 6)) + "ms";
    }
    for (String unit : List.of("d", "h", "m")) {
      long size = Objects.requireNonNull(UNITS.get(unit), unit).toSeconds();
      if (duration.toNanosPart() == 0 && duration.toSeconds() % size == 0) {
        return duration.toSeconds() / size + unit;
      }
    }
    return plain(BigDecimal.valueOf(duration.toMillis(), 3)) + "s";
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  private static Duration times(Duration unit, String count) {
    BigDecimal nanos = new BigDecimal(count).multiply(BigDecimal.valueOf(unit.toNanos()));
    return Duration.ofSeconds(
        nanos.divideToIntegralValue(BigDecimal.valueOf(1_000_000_000)).longValue(),
        nanos.remainder(BigDecimal.valueOf(1_000_000_000)).longValue());
  }

  private static Optional<Duration> iso(String text) {
    try {
      return Optional.of(Duration.parse(text));
    } catch (DateTimeParseException malformed) {
      return Optional.empty();
    }
  }
}
