package dev.roundhouse.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the plan of checked modules: what the sinks need, ranked. A group that runs once is taken
 * apart: its modules stand in the plan beside the others, so that each starts as soon as it can.
 */
final class Assembly {

  private final List<Draft> order;
  private final List<Plan.Node> nodes = new ArrayList<>();

  /** What stands for an output of a group that was taken apart. */
  private final Map<Plan.Source, Plan.Source> outputs = new HashMap<>();

  /** What comes in at the ports of groups that were taken apart. */
  private final Map<Plan.Source, Plan.Input> inputs = new HashMap<>();

  /**
   * @param order each module after all that it needs
   */
  Assembly(List<Draft> order) {
    this.order = order;
  }

  Plan plan(String name, List<String> sinks) {
    Set<String> needed = new HashSet<>(sinks);
    for (int i = order.size() - 1; i >= 0; i--) {
      Draft draft = order.get(i);
      if (needed.contains(draft.name())) {
        draft.incoming().forEach(connection -> needed.add(connection.from().module()));
      }
    }
    order.stream()
        .filter(draft -> needed.contains(draft.name()))
        .forEach(draft -> add(draft, Optional.empty()));
    return new Plan(name, Ranks.of(nodes), sinks);
  }

  private void add(Draft draft, Optional<String> group) {
    Resolved module = draft.resolved.orElseThrow();
    List<Plan.Input> given = draft.inputs.stream().map(this::resolved).toList();
    Optional<GroupBody> body = module.group();
    if (body.isEmpty()) {
      Plan.Role role =
          module.choice().<Plan.Role>map(Plan.Role.Choice::new).orElse(Plan.Role.CALLS);
      add(draft, given, group, role);
    } else if (runsOnce(draft, body.get())) {
      takeApart(draft, given, body.get(), group);
    } else {
      Optional<String> inside = Optional.of(draft.name());
      body.get().order().forEach(inner -> add(inner, inside));
      Map<String, Plan.Source> from = new LinkedHashMap<>();
      body.get().outputs().forEach((port, ref) -> from.put(port, resolved(source(ref))));
      add(draft, given, group, new Plan.Role.Body(from));
    }
  }

  private void add(Draft draft, List<Plan.Input> given, Optional<String> group, Plan.Role role) {
    Resolved module = draft.resolved.orElseThrow();
    nodes.add(
        new Plan.Node(
            draft.name(),
            module.descriptor(),
            module.callee(),
            given,
            module.expansion().apply(draft.loop),
            module.outputs(),
            draft.spec.options(),
            1,
            group,
            role));
  }

  /** Ports inside take the values as they come in, where that is what they would get anyway. */
  private static boolean runsOnce(Draft draft, GroupBody body) {
    Map<String, Plan.Input> ports = new HashMap<>();
    draft.inputs.forEach(input -> ports.put(input.port(), input));
    boolean once =
        draft.resolved.orElseThrow().expansion().apply(draft.loop).equals(Plan.Expansion.Loop.ONCE);
    return once
        && body.order().stream()
            .allMatch(inner -> inner.inputs.stream().allMatch(to -> fits(inner, to, body, ports)));
  }

  private static boolean fits(
      Draft inner, Plan.Input to, GroupBody body, Map<String, Plan.Input> ports) {
    List<Plan.Source> outside =
        to.sources().stream().filter(source -> source.node().equals(body.name())).toList();
    boolean looped =
        inner.loop.levels().stream().anyMatch(level -> level.ports().contains(to.port()));
    if (outside.isEmpty()) {
      return true;
    }
    return !to.collect()
        && !looped
        && outside.stream()
            .map(source -> ports.get(source.port()))
            .allMatch(from -> from != null && from.type().equals(to.type()));
  }

  private void takeApart(
      Draft draft, List<Plan.Input> given, GroupBody body, Optional<String> group) {
    given.forEach(input -> inputs.put(new Plan.Source(draft.name(), input.port()), input));
    body.order().forEach(inner -> add(inner, group));
    // From here on the names of its ports stand for what goes out.
    given.forEach(input -> inputs.remove(new Plan.Source(draft.name(), input.port())));
    List<Plan.Input> gathered = new ArrayList<>();
    body.outputs()
        .forEach(
            (port, ref) -> {
              Plan.Source from = resolved(source(ref));
              outputs.put(new Plan.Source(draft.name(), port), from);
              draft
                  .outputType(port)
                  .ifPresent(
                      type ->
                          gathered.add(
                              new Plan.Input(port, type, Optional.empty(), List.of(from), false)));
            });
    add(draft, gathered, group, new Plan.Role.Gather(body.ends()));
  }

  private static Plan.Source source(PortRef ref) {
    return new Plan.Source(ref.module(), ref.port());
  }

  private Plan.Source resolved(Plan.Source source) {
    return outputs.getOrDefault(source, source);
  }

  private Plan.Input resolved(Plan.Input input) {
    if (input.sources().size() == 1) {
      Plan.Input from = inputs.get(input.sources().get(0));
      if (from != null) {
        return new Plan.Input(
            input.name(),
            input.port(),
            input.type(),
            from.constant(),
            from.sources(),
            from.collect());
      }
    }
    return new Plan.Input(
        input.name(),
        input.port(),
        input.type(),
        input.constant(),
        input.sources().stream().map(this::resolved).toList(),
        input.collect());
  }
}
