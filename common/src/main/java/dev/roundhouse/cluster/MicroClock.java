package dev.roundhouse.cluster;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Microseconds since 1970 that never go backwards within a process: the wall clock is read once,
 * the rest is counted.
 */
public final class MicroClock implements LongSupplier {

  private final long originMicros = TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
  private final long originNanos = System.nanoTime();

  @Override
  public long getAsLong() {
    return originMicros + (System.nanoTime() - originNanos) / 1_000;
  }
}
