package dev.roundhouse.pipeline;

import java.util.List;
import java.util.Objects;

/**
 * A port of a group.
 *
 * @param name under which it is connected or set from outside
 * @param inner ports of modules in the group: an input port brings its value to each, an output
 *     port has one
 * @param origin where it was written
 */
public record GroupPort(String name, List<PortRef> inner, Origin origin) {

  public GroupPort {
    Objects.requireNonNull(name, "name");
    inner = List.copyOf(inner);
    Objects.requireNonNull(origin, "origin");
  }
}
