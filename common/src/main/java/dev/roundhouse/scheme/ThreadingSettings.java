package dev.roundhouse.scheme;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * What a threading scheme is made of.
 *
 * @param name of the scheme
 * @param size tasks that compute at the same time, at least 1
 * @param waiting tasks that wait on virtual threads at the same time, beyond {@code size}; where
 *     there are no virtual threads they take slots as others do
 * @param grace how long a cancelled task may ignore its interrupt before its thread is given up
 * @param clock the session's clock
 * @param place where attempts run
 * @param scratch folder in which attempts' scratch directories are made
 */
public record ThreadingSettings(
    String name,
    int size,
    int waiting,
    Duration grace,
    InstantSource clock,
    Supplier<Place> place,
    Path scratch) {

  /** Tasks that wait at the same time unless somebody says otherwise. */
  public static final int WAITING = 1024;

  public ThreadingSettings {
    Objects.requireNonNull(name, "name");
    if (size < 1) {
      throw new IllegalArgumentException("size is " + size + ", expected at least 1");
    }
    if (waiting < 1) {
      throw new IllegalArgumentException("waiting is " + waiting + ", expected at least 1");
    }
    if (grace.isNegative()) {
      throw new IllegalArgumentException("grace is " + grace + ", expected zero or more");
    }
    Objects.requireNonNull(clock, "clock");
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(scratch, "scratch");
  }
}
