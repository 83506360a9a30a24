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
   * @param name the node's own name for it, as connections use it
   * @param port input port of the callee
   * @param type the port's declared type; what comes from sources is brought to it by {@link
   *     PortType#convert} after collecting and looping; for a looped or folded port they are lists
   *     of what it accepts
   * @param constant a set parameter or default, already converted (for a looped port its elements)
   * @param sources connections, in declaration order
   * @param collect the sources' values, also where it is one, are the elements of a list
   */
  public record Input(
      String name,
      String port,
      PortType type,
      Optional<Object> constant,
      List<Source> sources,
      boolean collect) {
    public Input {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(port, "port");
      Objects.requireNonNull(type, "type");
      Objects.requireNonNull(constant, "constant");
      sources = List.copyOf(sources);
    }

    /** An input that the node and its callee call the same. */
    public Input(
        String port,
        PortType type,
        Optional<Object> constant,
        List<Source> sources,
        boolean collect) {
      this(port, port, type, constant, sources, collect);
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

    /** Loops around all else; none where the node runs once. */
    Loop loop();

    /**
     * A task for every combination of elements of the looped ports, by levels from the outermost. A
     * level takes the values of its ports, which are lists, and goes on with each combination of
     * their elements in place of the lists; the last level makes the tasks. Each level's results
     * are one list, in order, so that outputs are lists nested as deep as there are levels. A port
     * whose value is a list of lists is named by several levels. Without a level there is one task
     * and its outputs are plain.
     */
    record Loop(List<Level> levels) implements Expansion {

      /** One task. */
      public static final Loop ONCE = new Loop(List.of());

      public Loop {
        levels = List.copyOf(levels);
      }

      @Override
      public Loop loop() {
        return this;
      }
    }

    /**
     * For each combination of the loop, a task for every element, one after the other: the output
     * of each is the accumulator of the next. The input {@code element} holds the list, {@code
     * accumulator} the initial value, which is also the result for an empty list.
     *
     * @param accumulator input port of the callee
     * @param element input port of the callee
     * @param output output port of the callee
     * @param loop around the whole fold; its levels may name {@code element} and {@code
     *     accumulator}, whose values are nested deeper then
     */
    record Fold(String accumulator, String element, String output, Loop loop) implements Expansion {
      public Fold {
        Objects.requireNonNull(accumulator, "accumulator");
        Objects.requireNonNull(element, "element");
        Objects.requireNonNull(output, "output");
        Objects.requireNonNull(loop, "loop");
      }
    }
  }

  /**
   * Ports of the callee that are looped together.
   *
   * @param ports in declaration order, the first varying slowest; at least one
   * @param pairwise zip them instead; unequal lengths fail the module
   */
  public record Level(List<String> ports, boolean pairwise) {
    public Level {
      ports = List.copyOf(ports);
      if (ports.isEmpty()) {
        throw new IllegalArgumentException("a level has no port, expected at least one");
      }
    }
  }
}
