package dev.roundhouse.pipeline;

import dev.roundhouse.bundle.Bundle;
import dev.roundhouse.module.ModuleDescriptor;
import dev.roundhouse.module.ModuleType;
import dev.roundhouse.module.PortType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A pipeline that was checked: only what its sinks need, in topological order, with every decision
 * that types can make already made. Immutable.
 *
 * @param name the pipeline's name
 * @param nodes modules that run, each after all that it needs
 * @param sinks names of the nodes whose outputs are the run's outputs, in declaration order
 */
public record Plan(String name, List<Node> nodes, List<String> sinks) {

  public Plan {
    Objects.requireNonNull(name, "name");
    nodes = List.copyOf(nodes);
    sinks = List.copyOf(sinks);
  }

  /**
   * A module of the plan.
   *
   * @param name instance name, {@code group/inner} inside a group
   * @param descriptor as the pipeline sees it (for {@code map} and {@code fold} their own ports)
   * @param callee what its tasks compute (for {@code map} and {@code fold} the inner module)
   * @param inputs one for each input port of the callee that gets a value, defaults included
   * @param expansion how many tasks it makes
   * @param outputs output port of this node to output port of the callee
   * @param options from the pipeline
   * @param rank number of modules on the longest path from here to a sink, itself included
   */
  public record Node(
      String name,
      ModuleDescriptor descriptor,
      Callee callee,
      List<Input> inputs,
      Expansion expansion,
      Map<String, String> outputs,
      ModuleOptions options,
      int rank) {
    public Node {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(descriptor, "descriptor");
      Objects.requireNonNull(callee, "callee");
      inputs = List.copyOf(inputs);
      Objects.requireNonNull(expansion, "expansion");
      outputs = Map.copyOf(outputs);
      Objects.requireNonNull(options, "options");
    }
  }

  /**
   * What a task computes.
   *
   * @param type resolved in this process
   * @param parameters what was set, for {@link ModuleType#describe}
   * @param bundles user code that it needs in another process
   */
  public record Callee(ModuleType type, Map<String, Object> parameters, List<Bundle> bundles) {
    public Callee {
      Objects.requireNonNull(type, "type");
      bundles = List.copyOf(bundles);
    }
  }

  /**
   * Where an input's value comes from: a constant, one source, or several whose values are
   * collected into a list in their order.
   *
   * @param port input port of the callee
   * @param type the port's declared type; for a looped port the values are lists of it
   * @param constant a set parameter or default, already converted
   * @param sources connections, in declaration order
   * @param collect several elements make one list
   */
  public record Input(
      String port,
      PortType type,
      Optional<Object> constant,
      List<Source> sources,
      boolean collect) {
    public Input {
      Objects.requireNonNull(port, "port");
      Objects.requireNonNull(type, "type");
      Objects.requireNonNull(constant, "constant");
      sources = List.copyOf(sources);
    }
  }

  /** An output port of another node; {@code port} is that node's own name for it. */
  public record Source(String node, String port) {
    public Source {
      Objects.requireNonNull(node, "node");
      Objects.requireNonNull(port, "port");
    }
  }

  /** How many tasks a node makes. */
  public sealed interface Expansion {

    /**
     * A task for every combination of elements of the looped ports; one task where there are none.
     *
     * @param ports looped input ports in declaration order, the first varying slowest
     * @param pairwise zip them instead; unequal lengths fail the module
     */
    record Loop(List<LoopPort> ports, boolean pairwise) implements Expansion {
      public Loop {
        ports = List.copyOf(ports);
      }
    }

    /**
     * A task for every element, one after the other: the output of each is the accumulator of the
     * next. The input {@code element} holds the list, {@code accumulator} the initial value, which
     * is also the result for an empty list.
     */
    record Fold(String accumulator, String element, String output) implements Expansion {
      public Fold {
        Objects.requireNonNull(accumulator, "accumulator");
        Objects.requireNonNull(element, "element");
        Objects.requireNonNull(output, "output");
      }
    }
  }

  /** A looped port: its value is a list nested {@code depth} times, outermost looped first. */
  public record LoopPort(String port, int depth) {
    public LoopPort {
      Objects.requireNonNull(port, "port");
      if (depth < 1) {
        throw new IllegalArgumentException("depth is " + depth + ", expected at least 1");
      }
    }
  }
}
