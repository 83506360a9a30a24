package dev.roundhouse.pipeline;

import java.util.List;

/** The ports that a pipeline has where it is used as a group, in declaration order. */
public record GroupPorts(List<GroupPort> in, List<GroupPort> out) {

  public static final GroupPorts NONE = new GroupPorts(List.of(), List.of());

  public GroupPorts {
    in = List.copyOf(in);
    out = List.copyOf(out);
  }

  boolean isEmpty() {
    return in.isEmpty() && out.isEmpty();
  }
}
