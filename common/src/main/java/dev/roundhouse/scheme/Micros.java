package dev.roundhouse.scheme;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** Microseconds since 1970, in which events and attempts give their times. */
final class Micros {

  private static final int NANOS = 1000;

  private Micros() {}

  static long now(InstantSource clock) {
    Instant now = clock.instant();
    return TimeUnit.SECONDS.toMicros(now.getEpochSecond()) + now.getNano() / NANOS;
  }

  static long of(Duration duration) {
    return duration.toNanos() / NANOS;
  }
}
