package dev.roundhouse.module;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 30s}, {@code 1.5 hours}, {@code PT30S}. */
final class Durations {

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
