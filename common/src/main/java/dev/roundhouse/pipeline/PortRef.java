package dev.roundhouse.pipeline;

import java.util.Objects;
import java.util.Optional;

/**
 * A port of a module of the pipeline, written {@code module.port}.
 *
 * @param module the module's name; it may have dots
 * @param port the port's name; it has none
 */
public record PortRef(String module, String port) {

  /** What is written, for messages. */
  static final String FORM = "module.port";

  public PortRef {
    Objects.requireNonNull(module, "module");
    Objects.requireNonNull(port, "port");
  }

  /** Reads {@code module.port}; empty where it has another form. */
  public static Optional<PortRef> parse(String text) {
    String stripped = text.strip();
    int dot = stripped.lastIndexOf('.');
    if (dot <= 0 || dot == stripped.length() - 1 || stripped.contains("->")) {
      return Optional.empty();
    }
    return Optional.of(
        new PortRef(stripped.substring(0, dot).strip(), stripped.substring(dot + 1).strip()));
  }

  /** The same port where its module is inside of a group. */
  PortRef within(String path) {
    return path.isEmpty() ? this : new PortRef(path + "/" + module, port);
  }

  @Override
  public String toString() {
    return module + "." + port;
  }
}
