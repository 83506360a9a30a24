package dev.roundhouse.toolbox;

import dev.roundhouse.history.UtcTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments and spans of time in words. */
final class Times {

  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  private Times() {}

  /** For documents: in UTC, with six digits of fraction. */
  static String utc(Instant moment) {
    return UtcTime.text(moment);
  }

  /** For people: on their own clock, to the second. */
  static String local(Instant moment) {
    return LOCAL.format(moment.atZone(ZoneId.systemDefault()));
  }

  /** A span of time for people: {@code 85 ms}, {@code 3.2 s}, {@code 4:05}, {@code 1:02:03}. */
  static String span(Duration span) {
    long millis = span.toMillis();
    if (millis < 1_000) {
      return millis + " ms";
    }
    if (millis < 60_000) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
    return span.toHours() == 0
        ? String.format(Locale.ROOT, "%d:%02d", span.toMinutes(), span.toSecondsPart())
        : String.format(
            Locale.ROOT,
            "%d:%02d:%02d",
            span.toHours(),
            span.toMinutesPart(),
            span.toSecondsPart());
  }
}
