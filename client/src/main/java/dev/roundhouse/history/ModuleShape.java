package dev.roundhouse.history;

import dev.roundhouse.graph.PipelineGraph;
import dev.roundhouse.pipeline.PortRef;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A module of a pipeline with what was set on it and what it is connected to.
 *
 * @param module its name and type
 * @param inputs every input port that gets a value, defaults included
 * @param outputs names of its output ports
 */
public record ModuleShape(PipelineGraph.Module module, List<Input> inputs, List<String> outputs) {

  public ModuleShape {
    Objects.requireNonNull(module, "module");
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /** Its name in the pipeline. */
  public String name() {
    return module.name();
  }

  /**
   * An input port.
   *
   * @param value what was set, as JSON; empty where the value comes from other modules
   * @param sources output ports of other modules
   */
  public record Input(String port, Optional<String> value, List<PortRef> sources) {
    public Input {
      Objects.requireNonNull(port, "port");
      Objects.requireNonNull(value, "value");
      sources = List.copyOf(sources);
    }
  }
}
