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
 * @param nodes modules that run, each after all that it needs, those inside of a group directly
 *     before it
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
   * @param group the node of the plan whose tasks each run this one; empty for what runs by itself
   * @param role what its tasks are
   */
  public record Node(
      String name,
      ModuleDescriptor descriptor,
      Callee callee,
      List<Input> inputs,
      Expansion expansion,
      Map<String, String> outputs,
      ModuleOptions options,
      int rank,
      Optional<String> group,
      Role role) {
    public Node {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(descriptor, "descriptor");
      Objects.requireNonNull(callee, "callee");
      inputs = List.copyOf(inputs);
      Objects.requireNonNull(expansion, "expansion");
      outputs = Map.copyOf(outputs);
      Objects.requireNonNull(options, "options");
      Objects.requireNonNull(group, "group");
      Objects.requireNonNull(role, "role");
    }

    /** A module that runs by itself and whose tasks go to a scheme. */
    public Node(
        String name,
        ModuleDescriptor descriptor,
        Callee callee,
        List<Input> inputs,
        Expansion expansion,
        Map<String, String> outputs,
        ModuleOptions options,
        int rank) {
      this(
          name,
          descriptor,
          callee,
          inputs,
          expansion,
          outputs,
          options,
          rank,
          Optional.empty(),
          Role.CALLS);
    }

    /** Whether its tasks go to a scheme. */
    public boolean isComputed() {
      return role instanceof Role.Calls;
    }

    Node ranked(int given) {
      return new Node(
          name, descriptor, callee, inputs, expansion, outputs, options, given, group, role);
    }
  }

  /** What the tasks of a node are. */
  public sealed interface Role {

    Role CALLS = new Calls();

    /** Calls of its callee, which a scheme computes. */
    record Calls() implements Role {}

    /**
     * Each task runs all nodes whose {@code group} this node is once. A source in them that names
     * this node is the value of its input port of that name.
     *
     * @param outputs output port of the callee to the source inside
     */
    record Body(Map<String, Source> outputs) implements Role {
      public Body {
        outputs = Map.copyOf(outputs);
      }
    }

    /**
     * None: one of two values that come in, by a third. Only what the chosen one needs is run.
     *
     * @param results output port to the input ports that it has its value from
     */
    record Choice(Map<String, Branches> results) implements Role {

      /** The input port that says which. */
      public static final String CONDITION = "condition";

      public Choice {
        results = Map.copyOf(results);
      }
    }

    /**
     * None: a group that runs once, whose nodes stand beside it. Its inputs are its outputs.
     *
     * @param ends nodes of the group that end before it, also where it reads nothing of them
     */
    record Gather(List<String> ends) implements Role {
      public Gather {
        ends = List.copyOf(ends);
      }
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

  /**
   * Two input ports of which one is chosen.
   *
   * @param then where the condition is true
   * @param otherwise where it is not; nothing may come in there
   */
  public record Branches(String then, String otherwise) {
    public Branches {
      Objects.requireNonNull(then, "then");
      Objects.requireNonNull(otherwise, "otherwise");
    }

    public String port(boolean condition) {
      return condition ? then : otherwise;
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
     * A task for each combination; the only output has, in place of the last level's results, those
     * elements for which they are true.
     *
     * @param element input port of the callee, over which the last level loops
     */
    record Filter(String element, Loop loop) implements Expansion {
      public Filter {
        Objects.requireNonNull(element, "element");
        Objects.requireNonNull(loop, "loop");
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
