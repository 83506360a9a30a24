package dev.roundhouse.client;

import dev.roundhouse.module.PortType;
import dev.roundhouse.pipeline.Plan;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values at a module's input ports, and their conversion to the ports' types. */
final class PortValues {
  private final String node;
  private final Map<String, Object> values;
  private final Map<String, PortType> types = new HashMap<>();

  PortValues(Plan.Node node, Map<String, Object> values) {
    this.node = node.name();
    this.values = values;
    node.inputs().forEach(input -> types.put(input.port(), input.type()));
  }

  /** What came in at the port, unconverted. */
  @Nullable Object raw(String port) {
    return values.get(port);
  }

  /** The values of all ports but these, converted. */
  Map<String, Object> without(java.util.Collection<String> ports) throws CannotExpand {
    Map<String, Object> rest = new LinkedHashMap<>();
    for (String port : values.keySet()) {
      if (!ports.contains(port)) {
        rest.put(port, one(port));
      }
    }
    return Collections.unmodifiableMap(rest);
  }

  /** What came in at the port, converted. */
  @Nullable Object one(String port) throws CannotExpand {
    return one(port, values.get(port));
  }

  /** A value for the port, converted. */
  @Nullable Object one(String port, @Nullable Object value) throws CannotExpand {
    try {
      return converted(port, value);
    } catch (IllegalArgumentException e) {
      throw new CannotExpand("wrong-type", String.valueOf(e.getMessage()));
    }
  }

  /**
   * Converts a value to the port's type.
   *
   * @throws IllegalArgumentException it does not fit; the message names module and port
   */
  @Nullable Object converted(String port, @Nullable Object value) {
    PortType type = types.get(port);
    if (type == null) {
      throw new IllegalStateException("module " + node + " has no input for port " + port);
    }
    try {
      return value == null ? null : type.convert(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("port " + node + "." + port + ": " + e.getMessage(), e);
    }
  }
}
