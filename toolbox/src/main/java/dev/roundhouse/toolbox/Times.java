package dev.roundhouse.toolbox;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments in words. */
final class Times {

  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  private Times() {}

  /** For documents: in UTC, with six digits of fraction. */
  static String utc(Instant moment) {
    return UTC.format(moment);
  }

  /** For people: on their own clock, to the second. */
  static String local(Instant moment) {
    return LOCAL.format(moment.atZone(ZoneId.systemDefault()));
  }
}
