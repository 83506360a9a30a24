package dev.roundhouse.graph;

import dev.roundhouse.graph.PipelineGraph.Connection;
import dev.roundhouse.graph.PipelineGraph.Module;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lines that lead from each module down to those that need it: {@code *} is a module, {@code +}
 * where lines meet; a {@code |} in a row of {@code -} only crosses it. A module that is awaited has
 * one lane, which all that it needs share.
 */
final class Rails {

  /** More would leave no room for words; then there are none. */
  private static final int MOST_LANES = 24;

  private static final String FREE = "";

  private final Map<String, String> rows = new HashMap<>();
  private final Map<String, List<String>> below = new HashMap<>();

  /** The module that each lane leads to. */
  private final List<String> lanes = new ArrayList<>();

  private int widest;

  private Rails() {}

  static Rails of(List<List<Module>> layers, Map<String, List<Connection>> outgoing) {
    Rails rails = new Rails();
    for (List<Module> layer : layers) {
      for (Module module : layer) {
        Set<String> targets = new LinkedHashSet<>();
        outgoing
            .getOrDefault(module.name(), List.of())
            .forEach(connection -> targets.add(connection.to().module()));
        rails.draw(module.name(), targets);
        if (rails.widest > MOST_LANES) {
          return new Rails();
        }
      }
    }
    return rails;
  }

  /** The row of a module. */
  String row(String module) {
    return rows.getOrDefault(module, "");
  }

  /** So many rows below a module. */
  List<String> below(String module, int count) {
    List<String> first = below.getOrDefault(module, List.of());
    List<String> all = new ArrayList<>(first.subList(0, Math.min(count, first.size())));
    while (all.size() < count) {
      all.add(first.isEmpty() ? "" : first.get(first.size() - 1));
    }
    return all;
  }

  private void draw(String module, Set<String> targets) {
    int own = laneOf(module, 0);
    rows.put(module, row(own));
    lanes.set(own, FREE);
    Set<Integer> joints = new LinkedHashSet<>();
    List<String> before = List.copyOf(lanes);
    targets.forEach(target -> joints.add(laneOf(target, own)));
    below.put(module, List.of(joined(before, own, joints), row(-1)));
    widest = Math.max(widest, lanes.size());
    while (!lanes.isEmpty() && lanes.get(lanes.size() - 1).equals(FREE)) {
      lanes.remove(lanes.size() - 1);
    }
  }

  /** The lane that leads to a module, a new one near the given one if there is none. */
  private int laneOf(String module, int near) {
    int lane = lanes.indexOf(module);
    for (int i = near; lane < 0 && i < lanes.size(); i++) {
      lane = lanes.get(i).equals(FREE) ? i : lane;
    }
    if (lane < 0) {
      lane = lanes.indexOf(FREE);
    }
    if (lane < 0) {
      lanes.add(module);
      return lanes.size() - 1;
    }
    lanes.set(lane, module);
    return lane;
  }

  private String row(int module) {
    StringBuilder row = new StringBuilder();
    for (int i = 0; i < lanes.size(); i++) {
      row.append(i == module ? '*' : lanes.get(i).equals(FREE) ? ' ' : '|').append(' ');
    }
    return row.toString().stripTrailing();
  }

  private String joined(List<String> before, int own, Set<Integer> joints) {
    int first = joints.stream().mapToInt(Integer::intValue).min().orElse(own);
    int last = joints.stream().mapToInt(Integer::intValue).max().orElse(own);
    first = Math.min(first, own);
    last = Math.max(last, own);
    StringBuilder row = new StringBuilder();
    for (int i = 0; i < lanes.size(); i++) {
      boolean within = i >= first && i <= last && first < last;
      boolean busy = i < before.size() && !before.get(i).equals(FREE);
      if (within && (i == own || joints.contains(i))) {
        row.append('+');
      } else if (busy || (i == own && !joints.isEmpty())) {
        row.append('|');
      } else {
        row.append(within ? '-' : ' ');
      }
      row.append(within && i < last ? '-' : ' ');
    }
    return row.toString().stripTrailing();
  }
}
