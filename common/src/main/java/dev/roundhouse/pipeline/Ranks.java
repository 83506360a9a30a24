package dev.roundhouse.pipeline;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How many modules are on the longest path from each node to the end, itself included. */
final class Ranks {

  private final Map<String, Integer> ranks = new HashMap<>();
  private final Map<String, Plan.Node> bodies = new HashMap<>();

  private Ranks() {}

  /**
   * The nodes with their ranks.
   *
   * @param nodes each after all that it needs, those inside of a group directly before it
   */
  static List<Plan.Node> of(List<Plan.Node> nodes) {
    Ranks ranks = new Ranks();
    List<Plan.Node> ranked = new ArrayList<>();
    for (int i = nodes.size() - 1; i >= 0; i--) {
      ranked.add(ranks.ranked(nodes.get(i)));
    }
    Collections.reverse(ranked);
    return ranked;
  }

  private Plan.Node ranked(Plan.Node node) {
    int rank = ranks.merge(node.name(), 1, Math::max);
    if (node.role() instanceof Plan.Role.Body body) {
      bodies.put(node.name(), node);
      body.outputs().values().forEach(source -> atLeast(source.node(), rank + 1));
    } else if (node.role() instanceof Plan.Role.Gather gather) {
      gather.ends().forEach(end -> atLeast(end, rank + 1));
    }
    sources(node).forEach(source -> before(source, rank));
    return node.ranked(rank);
  }

  /** What comes in from outside is waited for by the group, at the latest. */
  private void before(String source, int rank) {
    Plan.Node group = bodies.get(source);
    if (group == null) {
      atLeast(source, rank + 1);
    } else {
      sources(group).forEach(outer -> before(outer, rank));
    }
  }

  private void atLeast(String node, int rank) {
    ranks.merge(node, rank, Math::max);
  }

  private static Stream<String> sources(Plan.Node node) {
    return node.inputs().stream().flatMap(input -> input.sources().stream()).map(Plan.Source::node);
  }
}
