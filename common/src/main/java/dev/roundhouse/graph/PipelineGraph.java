package dev.roundhouse.graph;

import dev.roundhouse.pipeline.Plan;
import dev.roundhouse.pipeline.PortRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A checked pipeline as people look at it: modules, the layers that they form, and connections.
 * Immutable.
 *
 * @param name the pipeline's name
 * @param modules each after all that it needs
 * @param connections from output port to input port, by the module that takes the value
 */
public record PipelineGraph(String name, List<Module> modules, List<Connection> connections) {

  /**
   * @throws IllegalArgumentException a name is there twice, or a connection does not go from a
   *     module to a later one
   */
  public PipelineGraph {
    Objects.requireNonNull(name, "name");
    modules = List.copyOf(modules);
    connections = List.copyOf(connections);
    Map<String, Integer> places = new HashMap<>();
    for (Module module : modules) {
      if (places.put(module.name(), places.size()) != null) {
        throw new IllegalArgumentException("there are two modules named " + module.name());
      }
    }
    for (Connection connection : connections) {
      Integer from = places.get(connection.from().module());
      Integer to = places.get(connection.to().module());
      if (from == null || to == null || from >= to) {
        throw new IllegalArgumentException(
            "connection " + connection + ", expected one from a module to a later one");
      }
    }
  }

  /**
   * A module of the drawing.
   *
   * @param name {@code group/inner} inside a group
   * @param type the module's type
   * @param runs the type of the module that it runs; empty where it computes itself
   * @param each input ports whose elements it runs for, also of the groups that it is in; empty
   *     where it runs once
   */
  public record Module(String name, String type, Optional<String> runs, List<String> each) {
    public Module {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(type, "type");
      Objects.requireNonNull(runs, "runs");
      each = List.copyOf(each);
    }

    /** The groups that it is in, the outermost first: {@code a}, {@code a/b} for {@code a/b/c}. */
    public List<String> groups() {
      List<String> groups = new ArrayList<>();
      for (int slash = name.indexOf('/'); slash > 0; slash = name.indexOf('/', slash + 1)) {
        groups.add(name.substring(0, slash));
      }
      return groups;
    }
  }

  /** From an output port to an input port. */
  public record Connection(PortRef from, PortRef to) {
    public Connection {
      Objects.requireNonNull(from, "from");
      Objects.requireNonNull(to, "to");
    }

    @Override
    public String toString() {
      return from + " -> " + to;
    }
  }

  /** What a plan runs; of a group what is inside. */
  public static PipelineGraph of(Plan plan) {
    GroupPorts groups = new GroupPorts(plan);
    List<Module> modules = new ArrayList<>();
    List<Connection> connections = new ArrayList<>();
    for (Plan.Node node : plan.nodes()) {
      if (GroupPorts.isGroup(node)) {
        continue;
      }
      modules.add(module(node, groups));
      for (Plan.Input input : node.inputs()) {
        for (Plan.Source source : groups.sources(input.sources(), node.group())) {
          connections.add(
              new Connection(
                  new PortRef(source.node(), source.port()),
                  new PortRef(node.name(), input.name())));
        }
      }
    }
    return new PipelineGraph(plan.name(), modules, connections);
  }

  private static Module module(Plan.Node node, GroupPorts groups) {
    String type = node.descriptor().type();
    String callee = node.callee().type().name();
    Map<String, String> names = new HashMap<>();
    node.inputs().forEach(input -> names.put(input.port(), input.name()));
    List<String> each = new ArrayList<>(groups.each(node));
    node.expansion().loop().levels().stream()
        .flatMap(level -> level.ports().stream())
        .map(port -> names.getOrDefault(port, port))
        .distinct()
        .forEach(each::add);
    return new Module(
        node.name(), type, callee.equals(type) ? Optional.empty() : Optional.of(callee), each);
  }

  /**
   * The layer of each module, in the order of the modules: 0 for those that need none, else one
   * more than the highest layer that it needs something from.
   */
  public Map<String, Integer> layers() {
    Map<String, List<Connection>> incoming = incoming();
    Map<String, Integer> layers = new LinkedHashMap<>();
    for (Module module : modules) {
      int layer = 0;
      for (Connection connection : incoming.getOrDefault(module.name(), List.of())) {
        String source = connection.from().module();
        layer = Math.max(layer, Objects.requireNonNull(layers.get(source), source) + 1);
      }
      layers.put(module.name(), layer);
    }
    return layers;
  }

  /** Connections by the module that takes the value. */
  Map<String, List<Connection>> incoming() {
    Map<String, List<Connection>> incoming = new HashMap<>();
    connections.forEach(
        connection ->
            incoming
                .computeIfAbsent(connection.to().module(), module -> new ArrayList<>())
                .add(connection));
    return incoming;
  }

  /** Connections by the module that gives the value. */
  Map<String, List<Connection>> outgoing() {
    Map<String, List<Connection>> outgoing = new HashMap<>();
    connections.forEach(
        connection ->
            outgoing
                .computeIfAbsent(connection.from().module(), module -> new ArrayList<>())
                .add(connection));
    return outgoing;
  }
}
