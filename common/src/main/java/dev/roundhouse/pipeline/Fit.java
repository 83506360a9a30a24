package dev.roundhouse.pipeline;

import dev.roundhouse.module.PortType;
import java.util.Optional;

/**
 * How a value of one type goes into a port of another.
 *
 * @param depth how many lists are looped over
 * @param element it is one element of the port's list
 */
record Fit(int depth, boolean element) {

  /** Deeper than anybody nests; a type can be a list of itself without end. */
  private static final int DEEPEST = 16;

  /** Decided from the declared types; empty where they do not fit. */
  static Optional<Fit> of(PortType source, PortType port) {
    if (port.accepts(source)) {
      return Optional.of(new Fit(0, false));
    }
    if (isElement(source, port)) {
      return Optional.of(new Fit(0, true));
    }
    Optional<PortType> inner = source.element();
    for (int depth = 1; inner.isPresent() && depth <= DEEPEST; depth++) {
      if (port.accepts(inner.get())) {
        return Optional.of(new Fit(depth, false));
      }
      inner = inner.get().element();
    }
    return Optional.empty();
  }

  /** Whether a value of the source's type can be an element of the port's list. */
  static boolean isElement(PortType source, PortType port) {
    return isList(port) && port.required().argument().accepts(source);
  }

  /** Whether several connections may bring an element each. */
  static boolean isList(PortType port) {
    return port.required().isList();
  }
}
