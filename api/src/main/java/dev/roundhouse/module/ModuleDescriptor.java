package dev.roundhouse.module;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the rest of the product knows of a module: its ports in declaration order and what it
 * supports.
 *
 * @param type name of its {@link ModuleType}
 * @param summary one sentence for people
 * @param inputs input ports in declaration order
 * @param outputs output ports in declaration order
 * @param support the schemes that it supports
 * @param cacheable false: it runs every time, and so does all downstream of it
 */
public record ModuleDescriptor(
    String type,
    String summary,
    List<Port> inputs,
    List<Port> outputs,
    Support support,
    boolean cacheable) {

  public ModuleDescriptor {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(summary, "summary");
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    Objects.requireNonNull(support, "support");
  }

  public Optional<Port> input(String name) {
    return inputs.stream().filter(port -> port.name().equals(name)).findFirst();
  }

  public Optional<Port> output(String name) {
    return outputs.stream().filter(port -> port.name().equals(name)).findFirst();
  }
}
