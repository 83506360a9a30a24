package dev.roundhouse.module;

import java.util.Objects;
import java.util.Optional;

/**
 * An input or output port.
 *
 * @param name kebab-case
 * @param type declared type, with its generic arguments
 * @param defaultValue used when nothing is connected or set; already of the port's type
 * @param mandatory must be connected or set: no default and not {@code Optional}; meaningless for
 *     outputs
 */
public record Port(String name, PortType type, Optional<Object> defaultValue, boolean mandatory) {

  public Port {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(defaultValue, "defaultValue");
  }

  /** An input port that must be connected or set, or an output port. */
  public static Port of(String name, PortType type) {
    return new Port(name, type, Optional.empty(), !type.isOptional());
  }

  public static Port withDefault(String name, PortType type, Object value) {
    return new Port(name, type, Optional.of(value), false);
  }
}
