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
    Config config = ConfigFactory.parseMap(Map.of("value", ConfigValueFactory.fromAnyRef(value)));
    try {
      Duration duration = config.getDuration("value");
      if (duration.isNegative() || duration.compareTo(Duration.ofDays(1)) > 0) {
        throw new TypeConversionException(expected(value));
      }
      return duration;
    } catch (ConfigException e) {
      throw new TypeConversionException(expected(value));
    }
  }

  private static String expected(String value) {
    return "\"" + value + "\", expected a duration up to a day, such as 30s, 500ms or 2m";
  }
}
