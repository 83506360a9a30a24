package dev.roundhouse.work;

import dev.roundhouse.bundle.Bundle;
import java.util.List;
import java.util.Objects;

/**
 * A function or a module type that a process can compute, sent once over each link and named by its
 * content.
 *
 * @param id SHA-256 over kind, bundle hashes and body, in hexadecimal
 * @param kind what {@code body} is
 * @param bundles the user code it needs, first found first; empty for built-ins
 * @param body encoded: a captured function, or a module type's name and its parameters
 */
public record Code(String id, Kind kind, List<Bundle> bundles, byte[] body) {

  /** What the body of a code is. */
  public enum Kind {
    /** A captured function; the argument is a list of its arguments (none or one). */
    FUNCTION,
    /** A module type; the argument is a map of its inputs by port, the result one of outputs. */
    MODULE
  }

  public Code {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(kind, "kind");
    bundles = List.copyOf(bundles);
    Objects.requireNonNull(body, "body");
  }
}
