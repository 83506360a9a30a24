package dev.roundhouse.pipeline;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import dev.roundhouse.module.PlainValues;
import dev.roundhouse.module.PortType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** HOCON values as plain values with their origins, in the order in which they were written. */
final class HoconValues {

  private final Path file;
  private final Path folder;

  /**
   * @param file as the user named it
   */
  HoconValues(Path file) {
    this.file = file;
    this.folder = Objects.requireNonNull(file.toAbsolutePath().normalize().getParent(), "folder");
  }

  Path folder() {
    return folder;
  }

  /** A file that this one names, so that it is shown as the user would write it. */
  Path beside(String name) {
    return file.resolveSibling(name).normalize();
  }

  /** A key and its value; a key set to null is as one that is not there. */
  record Entry(String key, ConfigValue value) {}

  /** HOCON keeps no order, but lines. */
  List<Entry> entries(ConfigObject object) {
    return object.entrySet().stream()
        .filter(entry -> entry.getValue().valueType() != ConfigValueType.NULL)
        .map(entry -> new Entry(entry.getKey(), entry.getValue()))
        .sorted(
            Comparator.comparingInt((Entry entry) -> entry.value.origin().lineNumber())
                .thenComparing(Entry::key))
        .toList();
  }

  /** An included file is named as it was found, the pipeline's own as the user named it. */
  Origin origin(ConfigOrigin found) {
    int line = Math.max(0, found.lineNumber());
    String name = found.filename();
    boolean own = name == null || Path.of(name).toAbsolutePath().normalize().equals(absolute());
    return new Origin(own ? file.toString() : name, line);
  }

  Origin origin(ConfigValue value) {
    return origin(value.origin());
  }

  private Path absolute() {
    return file.toAbsolutePath().normalize();
  }

  /**
   * As String, Boolean, Integer, Long, Double, BigDecimal, List or Map.
   *
   * @throws IllegalArgumentException null in a list
   */
  Object plain(ConfigValue value) {
    return switch (value.valueType()) {
      case LIST -> list((ConfigList) value);
      case OBJECT -> map((ConfigObject) value);
      case NUMBER -> PlainValues.parse(value.atKey("number").getString("number"));
      case NULL -> throw new IllegalArgumentException("value null, expected a value");
      case STRING, BOOLEAN -> value.unwrapped();
    };
  }

  private List<Object> list(ConfigList values) {
    List<Object> list = new ArrayList<>();
    values.forEach(value -> list.add(plain(value)));
    return Collections.unmodifiableList(list);
  }

  private Map<String, Object> map(ConfigObject values) {
    Map<String, Object> map = new LinkedHashMap<>();
    entries(values).forEach(entry -> map.put(entry.key(), plain(entry.value())));
    return Collections.unmodifiableMap(map);
  }

  /**
   * Reads a value of a known type.
   *
   * @param problems gets one where it does not fit
   */
  <T> Optional<T> read(Class<T> type, Entry entry, List<Problem> problems) {
    try {
      return Optional.of(type.cast(new PortType(type).read(plain(entry.value), folder)));
    } catch (IllegalArgumentException unfit) {
      problems.add(Problem.of(origin(entry.value), entry.key + ": " + unfit.getMessage()));
      return Optional.empty();
    }
  }

  /** A list of strings; one string is a list of it. */
  Optional<List<String>> strings(Entry entry, List<Problem> problems) {
    if (entry.value.valueType() != ConfigValueType.LIST) {
      return read(String.class, entry, problems).map(List::of);
    }
    List<String> strings = new ArrayList<>();
    for (ConfigValue element : (ConfigList) entry.value) {
      read(String.class, new Entry(entry.key, element), problems).ifPresent(strings::add);
    }
    return Optional.of(strings);
  }
}
