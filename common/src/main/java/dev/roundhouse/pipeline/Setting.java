package dev.roundhouse.pipeline;

import dev.roundhouse.module.PlainValues;
import dev.roundhouse.module.PortType;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * A value that was set on an input port.
 *
 * @param value a plain value, or one of the port's type where a program set it
 * @param text what stood on the command line, of which {@code value} is one reading
 * @param folder what relative paths are relative to
 * @param origin where it was written
 */
public record Setting(Object value, Optional<String> text, Path folder, Origin origin) {

  public Setting {
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(folder, "folder");
    Objects.requireNonNull(origin, "origin");
  }

  static Setting of(Object value, Path folder, Origin origin) {
    return new Setting(value, Optional.empty(), folder, origin);
  }

  /**
   * A value from the command line.
   *
   * @throws IllegalArgumentException brackets or quotes do not match
   */
  static Setting written(String text, Path folder, Origin origin) {
    return new Setting(PlainValues.parse(text), Optional.of(text), folder, origin);
  }

  /** The value as a port of this type reads it: text stays text where a string is asked for. */
  Object plain(PortType type) {
    return text.map(type::plain).orElse(value);
  }
}
