package dev.roundhouse.profile;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The files that make a profile's settings, one over the other: options over choices.conf over
 * profile.conf over the shipped profile over reference.conf.
 */
final class Layers {

  /** The names of the shipped profiles. */
  static final List<String> SHIPPED = List.of("default", "lan", "plain", "test");

  private static final String EXTENDS = "roundhouse.extends";

  private static final ConfigResolveOptions PARTLY =
      ConfigResolveOptions.defaults().setAllowUnresolved(true);

  private Layers() {}

  /**
   * What the files say together.
   *
   * @param base name of the shipped profile among them
   */
  private record Merged(String base, Config all, Config defaults) {}

  /**
   * Reads the settings of a profile.
   *
   * @param name of the profile, which chooses the shipped one where the file says nothing
   * @param file profile.conf, or the file named in place of a profile
   * @param choices choices.conf, which may be missing
   * @param options full keys with their values, as HOCON would have them
   * @throws SetupException with all problems
   */
  static Settings read(String name, Path file, Path choices, Map<String, String> options) {
    try {
      Merged merged = merge(name, file, choices, options);
      SettingsReader reader = new SettingsReader(merged.all(), merged.defaults());
      Settings settings = reader.read();
      refuse(file, reader.problems());
      return settings;
    } catch (ConfigException e) {
      refuse(file, List.of(problem(file, e)));
      throw new AssertionError("a problem was refused", e);
    }
  }

  private static Merged merge(String name, Path file, Path choices, Map<String, String> options) {
    Config own = parse(options).withFallback(parseIfThere(choices)).withFallback(parse(file));
    Config defaults = resource("reference.conf").resolve();
    String base = base(name, own);
    Config all = own.withFallback(resource(base + ".conf")).withFallback(defaults).resolve();
    return new Merged(base, all, defaults);
  }

  /**
   * Every setting with its value and the place that it comes from, in the order of reference.conf.
   *
   * @throws SetupException with all problems
   */
  static List<SettingValue> values(String name, Path file, Path choices) {
    read(name, file, choices, Map.of());
    Merged merged = merge(name, file, choices, Map.of());
    return merged.defaults().entrySet().stream()
        .sorted(
            Comparator.<Map.Entry<String, ConfigValue>>comparingInt(
                    entry -> entry.getValue().origin().lineNumber())
                .thenComparing(Map.Entry::getKey))
        .map(entry -> value(merged, entry.getKey(), entry.getValue().unwrapped()))
        .toList();
  }

  private static SettingValue value(Merged merged, String key, Object standard) {
    ConfigValue value = merged.all().getValue(key);
    boolean flag = "on".equals(standard) || "off".equals(standard);
    return new SettingValue(
        key,
        flag ? merged.all().getBoolean(key) : value.unwrapped(),
        KeyReader.where(value.origin()));
  }

  /** The name of the shipped profile that a profile changes. */
  static String base(String name, Path file, Path choices) {
    return merge(name, file, choices, Map.of()).base();
  }

  private static SettingProblem problem(Path file, ConfigException e) {
    String message = String.valueOf(e.getMessage());
    if (e.origin() == null) {
      return new SettingProblem(file.toString(), "", message);
    }
    String prefix = e.origin().description() + ": ";
    String bare = message.startsWith(prefix) ? message.substring(prefix.length()) : message;
    return new SettingProblem(KeyReader.where(e.origin()), "", bare);
  }

  private static void refuse(Path file, List<SettingProblem> problems) {
    if (problems.isEmpty()) {
      return;
    }
    List<SettingProblem> inOrder = problems.stream().sorted(SettingProblem.BY_PLACE).toList();
    StringBuilder text = new StringBuilder("the profile " + file + " cannot be used:");
    inOrder.forEach(problem -> text.append("\n  ").append(problem));
    throw new SetupException(text.toString(), inOrder, "mend the lines named, then try again");
  }

  private static String base(String name, Config own) {
    Config resolved = own.resolve(PARTLY);
    boolean said =
        resolved.hasPath(EXTENDS)
            && resolved.getValue(EXTENDS).valueType() == ConfigValueType.STRING;
    String base = said ? resolved.getString(EXTENDS) : "";
    if (base.isEmpty()) {
      return SHIPPED.contains(name) ? name : "default";
    }
    if (!SHIPPED.contains(base)) {
      throw new ConfigException.BadValue(
          own.getValue(EXTENDS).origin(),
          EXTENDS,
          "is \"" + base + "\", expected one of " + String.join(", ", SHIPPED));
    }
    return base;
  }

  private static Config parse(Map<String, String> options) {
    Config all = ConfigFactory.empty();
    for (Map.Entry<String, String> option : options.entrySet()) {
      ConfigParseOptions from =
          ConfigParseOptions.defaults().setOriginDescription("option " + option.getKey());
      String line = option.getKey() + " = " + option.getValue();
      all = ConfigFactory.parseString(line, from).withFallback(all);
    }
    return all;
  }

  private static Config parseIfThere(Path file) {
    return Files.exists(file) ? parse(file) : ConfigFactory.empty();
  }

  private static Config parse(Path file) {
    ConfigParseOptions strict =
        ConfigParseOptions.defaults().setAllowMissing(false).setSyntax(ConfigSyntax.CONF);
    return ConfigFactory.parseFile(file.toFile(), strict);
  }

  private static Config resource(String name) {
    Optional<Path> edited = Program.directory().map(home -> home.resolve("conf").resolve(name));
    if (edited.filter(Files::exists).isPresent()) {
      return parse(edited.get());
    }
    URL url = Objects.requireNonNull(Layers.class.getResource(name), name);
    return ConfigFactory.parseURL(url, ConfigParseOptions.defaults());
  }
}
