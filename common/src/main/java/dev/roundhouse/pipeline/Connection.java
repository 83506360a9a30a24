package dev.roundhouse.pipeline;

import java.util.Objects;
import java.util.Optional;

/**
 * Joins an output port to an input port.
 *
 * @param from output port
 * @param to input port
 * @param origin where it was written
 */
public record Connection(PortRef from, PortRef to, Origin origin) {

  private static final String ARROW = "->";

  /** What is written, for messages. */
  static final String FORM = "\"module.port -> module.port\"";

  public Connection {
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(to, "to");
    Objects.requireNonNull(origin, "origin");
  }

  /** Reads {@code module.port -> module.port}; empty where it has another form. */
  static Optional<Connection> parse(String text, Origin origin) {
    int arrow = text.indexOf(ARROW);
    if (arrow < 0) {
      return Optional.empty();
    }
    Optional<PortRef> from = PortRef.parse(text.substring(0, arrow));
    Optional<PortRef> to = PortRef.parse(text.substring(arrow + ARROW.length()));
    return from.flatMap(source -> to.map(target -> new Connection(source, target, origin)));
  }

  /** The same connection inside of a group. */
  Connection within(String path) {
    return new Connection(from.within(path), to.within(path), origin);
  }

  @Override
  public String toString() {
    return from + " " + ARROW + " " + to;
  }
}
