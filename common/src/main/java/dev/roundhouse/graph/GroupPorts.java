package dev.roundhouse.graph;

import dev.roundhouse.pipeline.Plan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the modules that are behind the ports of groups, which are not drawn as modules. */
final class GroupPorts {

  private final Map<String, Plan.Node> groups = new HashMap<>();

  /** From a port inside of a group, named by the group, to what comes in there. */
  private final Map<Plan.Source, List<Plan.Source>> entries = new HashMap<>();

  private final Map<Plan.Source, Plan.Source> exits = new HashMap<>();

  GroupPorts(Plan plan) {
    plan.nodes().stream().filter(GroupPorts::isGroup).forEach(this::add);
  }

  static boolean isGroup(Plan.Node node) {
    return node.role() instanceof Plan.Role.Body || node.role() instanceof Plan.Role.Gather;
  }

  private void add(Plan.Node node) {
    if (node.role() instanceof Plan.Role.Body body) {
      groups.put(node.name(), node);
      node.inputs()
          .forEach(
              input -> entries.put(new Plan.Source(node.name(), input.port()), input.sources()));
      node.outputs()
          .forEach(
              (port, inner) ->
                  exits.put(new Plan.Source(node.name(), port), body.outputs().get(inner)));
    }
  }

  /**
   * The modules that values come from; a set value comes from none. A group's port is one that
   * comes in where it is named inside, else one that goes out.
   *
   * @param group in which the sources are named
   */
  List<Plan.Source> sources(List<Plan.Source> named, Optional<String> group) {
    List<Plan.Source> found = new ArrayList<>();
    for (Plan.Source source : named) {
      Plan.Node node = groups.get(source.node());
      if (node == null) {
        found.add(source);
      } else if (group.filter(source.node()::equals).isPresent()) {
        List<Plan.Source> outside = entries.getOrDefault(source, List.of());
        found.addAll(sources(outside, node.group()));
      } else {
        Plan.Source inner = exits.get(source);
        found.addAll(inner == null ? List.of() : sources(List.of(inner), Optional.of(node.name())));
      }
    }
    return found;
  }

  /** The ports of the groups around a module that they are looped over. */
  List<String> each(Plan.Node node) {
    List<String> each = new ArrayList<>();
    Optional<Plan.Node> group = node.group().map(groups::get);
    while (group.isPresent()) {
      Plan.Node around = group.get();
      around.inputs().stream()
          .filter(input -> isLooped(around, input.port()))
          .forEach(input -> each.add(0, around.name() + "." + input.name()));
      group = around.group().map(groups::get);
    }
    return each;
  }

  private static boolean isLooped(Plan.Node group, String port) {
    boolean folded =
        group.expansion() instanceof Plan.Expansion.Fold fold && fold.element().equals(port);
    return folded
        || group.expansion().loop().levels().stream()
            .anyMatch(level -> level.ports().contains(port));
  }
}
