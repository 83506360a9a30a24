package dev.roundhouse.toolbox;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;

/** Reads ages: {@code 7d}, {@code 12h}. */
final class AgeOption implements ITypeConverter<Duration> {

  private static final Duration MOST = Duration.ofDays(3_650);

  @Override
  public Duration convert(String value) {
    return DurationOption.read(value, MOST, "an age up to ten years, such as 7d or 12h");
  }
}
