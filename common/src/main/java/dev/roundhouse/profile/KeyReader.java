package dev.roundhouse.profile;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigRenderOptions;
import dev.roundhouse.module.Durations;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * Reads typed values and gathers what is wrong with them instead of stopping at the first. A wrong
 * value reads as the default.
 */
final class KeyReader {

  private final Config config;
  private final Config defaults;
  private final List<SettingProblem> problems;

  KeyReader(Config config, Config defaults, List<SettingProblem> problems) {
    this.config = config;
    this.defaults = defaults;
    this.problems = problems;
  }

  boolean flag(String key) {
    return read(key, Config::getBoolean, "on or off");
  }

  int number(String key, int least, int most) {
    String expected = "a whole number from " + least + " to " + most;
    return checked(key, Config::getInt, value -> value >= least && value <= most, expected);
  }

  long size(String key, long least) {
    String expected = "a size, for example 64 KiB, of at least " + least + " bytes";
    return checked(key, Config::getBytes, value -> value >= least, expected);
  }

  int smallSize(String key, int least) {
    String expected = "a size, for example 64 KiB, from " + least + " bytes to 1 GiB";
    return checked(key, Config::getBytes, value -> value >= least && value <= 1 << 30, expected)
        .intValue();
  }

  Duration duration(String key, Duration least) {
    String expected = "a duration, for example 10s, of at least " + Durations.text(least);
    Duration most = Duration.ofDays(365);
    return checked(
        key,
        Config::getDuration,
        value -> value.compareTo(least) >= 0 && value.compareTo(most) <= 0,
        expected);
  }

  String text(String key) {
    return read(key, Config::getString, "a text");
  }

  List<String> texts(String key) {
    return read(key, Config::getStringList, "a list of texts, for example [ gpu, big ]");
  }

  /** Environment variables: {@code NAME=value} each. */
  Map<String, String> variables(String key) {
    String expected = "a list of NAME=value, for example [ \"OMP_NUM_THREADS=1\" ]";
    List<String> words =
        checked(
            key,
            Config::getStringList,
            all -> all.stream().allMatch(word -> word.indexOf('=') > 0),
            expected);
    Map<String, String> variables = new LinkedHashMap<>();
    for (String word : words) {
      int end = word.indexOf('=');
      variables.put(word.substring(0, end), word.substring(end + 1));
    }
    return variables;
  }

  PortRange ports(String key) {
    String expected = "0, a port, or two ports in rising order, for example \"26000-26099\"";
    String text =
        checked(key, Config::getString, value -> PortRange.parse(value).isPresent(), expected);
    return PortRange.parse(text).orElseThrow();
  }

  <E extends Enum<E>> E choice(String key, Class<E> type) {
    List<String> names = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      names.add(constant.name().toLowerCase(Locale.ROOT));
    }
    String text = checked(key, Config::getString, names::contains, String.join(" or ", names));
    return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
  }

  /** Notes that the value of a key is wrong together with others. */
  void problem(String key, String message) {
    problems.add(new SettingProblem(where(config, key), key, message));
  }

  private <T> T checked(
      String key, BiFunction<Config, String, T> get, Predicate<T> accepted, String expected) {
    T value = read(key, get, expected);
    if (accepted.test(value)) {
      return value;
    }
    problem(key, "is " + shown(key) + ", expected " + expected);
    return get.apply(defaults, key);
  }

  private <T> T read(String key, BiFunction<Config, String, T> get, String expected) {
    if (!config.hasPathOrNull(key)) {
      // Something above it is no object, which is told once and there.
      return get.apply(defaults, key);
    }
    try {
      return get.apply(config, key);
    } catch (ConfigException e) {
      problem(key, "is " + shown(key) + ", expected " + expected);
      return get.apply(defaults, key);
    }
  }

  private String shown(String key) {
    return config.getIsNull(key)
        ? "null"
        : config.getValue(key).render(ConfigRenderOptions.concise());
  }

  static String where(Config config, String key) {
    return config.hasPath(key) ? where(config.getValue(key).origin()) : "profile";
  }

  /** A file inside a jar is known by its name. */
  private static String lastPart(URL url) {
    return url.getPath().substring(url.getPath().lastIndexOf('/') + 1);
  }

  static String where(ConfigOrigin origin) {
    String file =
        origin.filename() != null
            ? Path.of(origin.filename()).toString()
            : origin.url() != null ? lastPart(origin.url()) : origin.description();
    return origin.lineNumber() > 0 ? file + ":" + origin.lineNumber() : file;
  }
}
