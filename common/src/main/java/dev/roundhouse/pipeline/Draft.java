package dev.roundhouse.pipeline;

import dev.roundhouse.module.ModuleDescriptor;
import dev.roundhouse.module.PortType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A module while the pipeline is being planned; each step of the planner fills a part. */
final class Draft {

  final ModuleSpec spec;

  /** What is set, overrides included. */
  final Map<String, Setting> settings;

  /** Connections between modules that exist, by input port. */
  final Map<String, List<Connection>> incoming = new LinkedHashMap<>();

  /** Empty where the type could not be resolved. */
  Optional<Resolved> resolved = Optional.empty();

  /** For the callee, after the types were checked. */
  final List<Plan.Input> inputs = new ArrayList<>();

  /** Around the module, after the types were checked. */
  Plan.Expansion.Loop loop = Plan.Expansion.Loop.ONCE;

  /** Whether all types were right, so that what is downstream can be checked against them. */
  boolean typed;

  Draft(ModuleSpec spec) {
    this.spec = spec;
    this.settings = new LinkedHashMap<>(spec.inputs());
  }

  String name() {
    return spec.name();
  }

  /** Of a module whose type was resolved. */
  ModuleDescriptor descriptor() {
    return resolved.orElseThrow().descriptor();
  }

  /** Whether what it computes is a group. */
  boolean isGroup() {
    return resolved.flatMap(Resolved::group).isPresent();
  }

  void connect(Connection connection) {
    incoming.computeIfAbsent(connection.to().port(), port -> new ArrayList<>()).add(connection);
  }

  List<Connection> incoming() {
    return incoming.values().stream().flatMap(List::stream).toList();
  }

  boolean isGiven(String port) {
    return settings.containsKey(port) || incoming.containsKey(port);
  }

  /** The type of an output port as others see it, lists of it where the module is looped. */
  Optional<PortType> outputType(String port) {
    return typed
        ? resolved
            .flatMap(module -> module.descriptor().output(port))
            .map(output -> output.type().list(loop.levels().size()))
        : Optional.empty();
  }
}
