package dev.roundhouse.history;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments in documents: UTC with exactly six digits of fraction. */
public final class UtcTime {

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private UtcTime() {}

  /** Such as {@code 2026-11-24T16:18:25.000000Z}. */
  public static String text(Instant moment) {
    return FORMAT.format(moment);
  }
}
