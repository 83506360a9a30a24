package dev.roundhouse.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the plan of checked modules: what the sinks need, ranked. */
final class Assembly {

  private final List<Draft> order;

  /**
   * @param order each module after all that it needs
   */
  Assembly(List<Draft> order) {
    this.order = order;
  }

  Plan plan(String name, List<String> sinks) {
    Set<String> needed = new HashSet<>(sinks);
    Map<String, Integer> ranks = new HashMap<>();
    for (int i = order.size() - 1; i >= 0; i--) {
      Draft draft = order.get(i);
      if (needed.contains(draft.name())) {
        int rank = ranks.merge(draft.name(), 1, Math::max);
        for (Connection connection : draft.incoming()) {
          needed.add(connection.from().module());
          ranks.merge(connection.from().module(), rank + 1, Math::max);
        }
      }
    }
    List<Plan.Node> nodes = new ArrayList<>();
    for (Draft draft : order) {
      Integer rank = ranks.get(draft.name());
      if (rank != null) {
        nodes.add(node(draft, rank));
      }
    }
    return new Plan(name, nodes, sinks);
  }

  private static Plan.Node node(Draft draft, int rank) {
    Resolved module = draft.resolved.orElseThrow();
    return new Plan.Node(
        draft.name(),
        module.descriptor(),
        module.callee(),
        draft.inputs,
        module.expansion().apply(draft.loop),
        module.outputs(),
        draft.spec.options(),
        rank);
  }
}
