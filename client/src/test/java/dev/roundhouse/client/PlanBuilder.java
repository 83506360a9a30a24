package dev.roundhouse.client;

import dev.roundhouse.module.ModuleContext;
import dev.roundhouse.module.ModuleDescriptor;
import dev.roundhouse.module.ModuleType;
import dev.roundhouse.module.Port;
import dev.roundhouse.module.PortType;
import dev.roundhouse.module.Support;
import dev.roundhouse.pipeline.ModuleOptions;
import dev.roundhouse.pipeline.Plan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Plans for tests. Every module has the output port {@code out} unless it says otherwise. */
final class PlanBuilder {
  private final List<NodeBuilder> nodes = new ArrayList<>();
  private final List<String> sinks = new ArrayList<>();

  NodeBuilder node(String name) {
    NodeBuilder node = new NodeBuilder(name);
    nodes.add(node);
    return node;
  }

  /** Modules in a row, each reading {@code out} of the one before at {@code in}. */
  PlanBuilder chain(String... names) {
    for (int i = 0; i < names.length; i++) {
      NodeBuilder node = node(names[i]);
      if (i > 0) {
        node.from("in", names[i - 1]);
      }
    }
    return this;
  }

  PlanBuilder sinks(String... names) {
    sinks.addAll(List.of(names));
    return this;
  }

  Plan build() {
    Map<String, Integer> ranks = new HashMap<>();
    for (int i = nodes.size() - 1; i >= 0; i--) {
      NodeBuilder node = nodes.get(i);
      int rank = ranks.merge(node.name, 1, Math::max);
      node.needs().forEach(source -> ranks.merge(source, rank + 1, Math::max));
    }
    List<String> ends = sinks.isEmpty() ? withoutReaders() : sinks;
    return new Plan(
        "test", nodes.stream().map(node -> node.build(ranks.get(node.name))).toList(), ends);
  }

  private List<String> withoutReaders() {
    List<String> read = nodes.stream().flatMap(NodeBuilder::needs).toList();
    java.util.Set<String> readOnce = new java.util.HashSet<>(read);
    return nodes.stream()
        .filter(node -> node.group.isEmpty())
        .map(node -> node.name)
        .filter(name -> !readOnce.contains(name))
        .toList();
  }

  /** What a test module computes. */
  @FunctionalInterface
  interface Body {
    Map<String, Object> compute(Map<String, Object> inputs, ModuleContext context) throws Exception;
  }

  /** A module type that computes what the test says. */
  record TestType(String name, ModuleDescriptor descriptor, Body body) implements ModuleType {
    @Override
    public ModuleDescriptor describe(Map<String, Object> parameters) {
      return descriptor;
    }

    @Override
    public Map<String, Object> compute(Map<String, Object> inputs, ModuleContext context)
        throws Exception {
      return body.compute(inputs, context);
    }
  }

  /** One module of the plan. */
  static final class NodeBuilder {
    private final String name;
    private final List<Plan.Input> inputs = new ArrayList<>();
    private final List<Plan.Level> levels = new ArrayList<>();
    private List<String> fold = List.of();
    private Optional<String> filtered = Optional.empty();
    private Support support = Support.THREADING;
    private ModuleOptions options = ModuleOptions.DEFAULTS;
    private Optional<ModuleType> type = Optional.empty();
    private Optional<String> group = Optional.empty();
    private Plan.Role role = Plan.Role.CALLS;
    private Body body = (in, context) -> Map.of("out", in.getOrDefault("in", 1));

    private NodeBuilder(String name) {
      this.name = name;
    }

    NodeBuilder set(String port, Object value) {
      return set(port, PortType.OBJECT, value);
    }

    NodeBuilder set(String port, PortType type, Object value) {
      inputs.add(new Plan.Input(port, type, Optional.of(value), List.of(), false));
      return this;
    }

    NodeBuilder from(String port, String node) {
      inputs.add(input(port, List.of(new Plan.Source(node, "out")), false));
      return this;
    }

    NodeBuilder collect(String port, List<String> sources) {
      inputs.add(
          input(
              port, sources.stream().map(source -> new Plan.Source(source, "out")).toList(), true));
      return this;
    }

    private static Plan.Input input(String port, List<Plan.Source> sources, boolean collect) {
      return new Plan.Input(port, PortType.OBJECT, Optional.empty(), sources, collect);
    }

    NodeBuilder loop(String... ports) {
      levels.add(new Plan.Level(List.of(ports), false));
      return this;
    }

    NodeBuilder pairwise(String... ports) {
      levels.add(new Plan.Level(List.of(ports), true));
      return this;
    }

    NodeBuilder fold(String accumulator, String element) {
      fold = List.of(accumulator, element);
      return this;
    }

    NodeBuilder support(Support supported) {
      support = supported;
      return this;
    }

    NodeBuilder options(ModuleOptions given) {
      options = given;
      return this;
    }

    /** Computes with this type; its output port is {@code out}. */
    NodeBuilder type(ModuleType given) {
      type = Optional.of(given);
      return this;
    }

    /** Runs inside of this group, whose node comes later. */
    NodeBuilder inside(String given) {
      group = Optional.of(given);
      return this;
    }

    /** Reads a port of the group that it is inside of. */
    NodeBuilder fromGroup(String port) {
      return fromGroup(port, port);
    }

    NodeBuilder fromGroup(String port, String outer) {
      inputs.add(input(port, List.of(new Plan.Source(group.orElseThrow(), outer)), false));
      return this;
    }

    /** Each task runs what is inside of it; its output is that of one of them. */
    NodeBuilder runs(String last) {
      role = new Plan.Role.Body(Map.of("out", new Plan.Source(last, "out")));
      return this;
    }

    /** Is an {@code if} with the ports {@code condition}, {@code then} and {@code else}. */
    NodeBuilder chooses() {
      role = new Plan.Role.Choice(Map.of("out", new Plan.Branches("then", "else")));
      return this;
    }

    /** A port at which nothing comes in. */
    NodeBuilder open(String port) {
      inputs.add(input(port, List.of(), false));
      return this;
    }

    /** Keeps the elements at this port for which {@code out} is true. */
    NodeBuilder filter(String port) {
      loop(port);
      filtered = Optional.of(port);
      return this;
    }

    /** Ends after these, with what comes in at {@code out}. */
    NodeBuilder gathers(String... ends) {
      role = new Plan.Role.Gather(List.of(ends));
      return this;
    }

    NodeBuilder computes(Body given) {
      body = given;
      return this;
    }

    private Stream<String> needs() {
      Stream<String> ends =
          role instanceof Plan.Role.Gather gather ? gather.ends().stream() : Stream.empty();
      return Stream.concat(sources().filter(source -> !group.equals(Optional.of(source))), ends);
    }

    private Stream<String> sources() {
      return inputs.stream().flatMap(input -> input.sources().stream()).map(Plan.Source::node);
    }

    private Plan.Node build(int rank) {
      List<Port> outputs = List.of(Port.of("out", PortType.OBJECT));
      ModuleDescriptor descriptor =
          new ModuleDescriptor("test-" + name, "A test.", List.of(), outputs, support, true);
      Plan.Expansion.Loop loop = new Plan.Expansion.Loop(levels);
      Plan.Expansion expansion =
          fold.isEmpty() ? loop : new Plan.Expansion.Fold(fold.get(0), fold.get(1), "out", loop);
      Plan.Expansion made =
          filtered
              .<Plan.Expansion>map(port -> new Plan.Expansion.Filter(port, loop))
              .orElse(expansion);
      ModuleType computed = type.orElse(new TestType("test-" + name, descriptor, body));
      Plan.Callee callee = new Plan.Callee(computed, Map.of(), List.of());
      return new Plan.Node(
          name, descriptor, callee, inputs, made, Map.of("out", "out"), options, rank, group, role);
    }
  }
}
