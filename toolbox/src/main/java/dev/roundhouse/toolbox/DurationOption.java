package dev.roundhouse.toolbox;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads durations as profiles write them: {@code 30s}, {@code 500ms}, {@code 2m}. */
final class DurationOption implements ITypeConverter<Duration> {

  @Override
  public Duration convert(String value) {
    return read(value, Duration.ofDays(1), "a duration up to a day, such as 30s, 500ms or 2m");
  }

  static Duration read(String value, Duration most, String expected) {
    Config config = ConfigFactory.parseMap(Map.of("value", ConfigValueFactory.fromAnyRef(value)));
    try {
      Duration duration = config.getDuration("value");
      if (!duration.isNegative() && duration.compareTo(most) <= 0) {
        return duration;
      }
    } catch (ConfigException e) {
      throw new TypeConversionException("\"" + value + "\", expected " + expected);
    }
    throw new TypeConversionException("\"" + value + "\", expected " + expected);
  }
}
