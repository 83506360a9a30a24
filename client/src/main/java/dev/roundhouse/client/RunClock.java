package dev.roundhouse.client;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * The session's clock in the unit of events: microseconds since 1970.
 *
 * @param source tells the time
 */
record RunClock(InstantSource source) {

  long micros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, source.instant());
  }

  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
