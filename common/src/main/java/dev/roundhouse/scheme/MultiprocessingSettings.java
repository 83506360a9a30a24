package dev.roundhouse.scheme;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;

/**
 * What a multiprocessing scheme is made of.
 *
 * @param name of the scheme
 * @param size child JVMs, each of which computes one task at a time; at least 1
 * @param prestart children that are started before there is work for them
 * @param recycling when a child is replaced by a fresh one
 * @param grace how long a cancelled task may ignore its interrupt before its child is killed
 * @param clock the session's clock
 * @param host name of this machine, for the places of attempts
 * @param jvm how a child is started
 */
public record MultiprocessingSettings(
    String name,
    int size,
    int prestart,
    Recycling recycling,
    Duration grace,
    InstantSource clock,
    String host,
    ChildJvm jvm) {

  public MultiprocessingSettings {
    Objects.requireNonNull(name, "name");
    if (size < 1) {
      throw new IllegalArgumentException("size is " + size + ", expected at least 1");
    }
    if (prestart < 0 || prestart > size) {
      throw new IllegalArgumentException(
          "prestart is " + prestart + ", expected 0 to the size, " + size);
    }
    Objects.requireNonNull(recycling, "recycling");
    if (grace.isNegative()) {
      throw new IllegalArgumentException("grace is " + grace + ", expected zero or more");
    }
    Objects.requireNonNull(clock, "clock");
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(jvm, "jvm");
  }
}
