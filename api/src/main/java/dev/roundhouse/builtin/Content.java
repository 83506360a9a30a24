package dev.roundhouse.builtin;

import dev.roundhouse.module.Port;
import dev.roundhouse.module.PortType;
import java.nio.file.Path;
import java.util.Map;

/** What a file is read or written as: the value of the parameter {@code as}. */
public enum Content {
  TEXT("text", PortType.STRING),
  LINES("lines", PortType.STRING.list()),
  BYTES("bytes", new PortType(byte[].class));

  private static final PortType TYPE = new PortType(Content.class);

  @SuppressWarnings("ImmutableEnumChecker") // its port has no default value, so nothing can change
  private final Port port;

  Content(String name, PortType type) {
    port = Port.of(name, type);
  }

  /** The port that carries the file's content. */
  public Port port() {
    return port;
  }

  /** The parameter. */
  public static Port parameter() {
    return Port.withDefault("as", TYPE, TEXT);
  }

  /**
   * What the parameters say.
   *
   * @throws IllegalArgumentException it is none of these
   */
  public static Content of(Map<String, Object> parameters) {
    Object set = parameters.getOrDefault("as", TEXT);
    try {
      return (Content) TYPE.read(set, Path.of(""));
    } catch (IllegalArgumentException unknown) {
      throw new IllegalArgumentException("as: " + unknown.getMessage(), unknown);
    }
  }
}
