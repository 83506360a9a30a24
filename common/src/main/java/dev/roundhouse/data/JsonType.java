package dev.roundhouse.data;

import dev.roundhouse.module.Port;
import dev.roundhouse.module.PortType;
import java.nio.file.Path;
import java.util.Map;

/** What a JSON document is read as: the value of the parameter {@code as}. */
enum JsonType {
  ANY(PortType.OBJECT),
  OBJECT(PortType.of(Map.class, PortType.STRING, PortType.OBJECT)),
  LIST(PortType.OBJECT.list()),
  TEXT(PortType.STRING),
  NUMBER(new PortType(double.class)),
  BOOLEAN(new PortType(boolean.class)),
  TEXTS(PortType.STRING.list()),
  NUMBERS(new PortType(double.class).list());

  private static final PortType TYPE = new PortType(JsonType.class);

  @SuppressWarnings("ImmutableEnumChecker") // it describes a type, and nothing can change it
  private final PortType value;

  JsonType(PortType value) {
    this.value = value;
  }

  /** The type of the output. */
  PortType value() {
    return value;
  }

  static Port parameter() {
    return Port.withDefault("as", TYPE, ANY);
  }

  static JsonType of(Map<String, Object> parameters) {
    try {
      return (JsonType) TYPE.read(parameters.getOrDefault("as", ANY), Path.of(""));
    } catch (IllegalArgumentException unknown) {
      throw new IllegalArgumentException("as: " + unknown.getMessage(), unknown);
    }
  }
}
