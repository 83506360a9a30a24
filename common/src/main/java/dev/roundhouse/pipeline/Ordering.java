package dev.roundhouse.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Sorts modules so that each comes after all that it needs, and reports cycles. */
final class Ordering {

  private final Map<String, Draft> drafts;
  private final List<Problem> problems;

  Ordering(Map<String, Draft> drafts, List<Problem> problems) {
    this.drafts = drafts;
    this.problems = problems;
  }

  /** All modules; those on cycles and after them come last, in declaration order. */
  List<Draft> sort() {
    Map<String, Integer> open = new HashMap<>();
    Map<String, List<Draft>> readers = new HashMap<>();
    for (Draft draft : drafts.values()) {
      List<Connection> incoming = draft.incoming();
      open.put(draft.name(), incoming.size());
      for (Connection connection : incoming) {
        readers.computeIfAbsent(connection.from().module(), name -> new ArrayList<>()).add(draft);
      }
    }
    List<Draft> order = new ArrayList<>();
    drafts.values().stream().filter(draft -> draft.incoming().isEmpty()).forEach(order::add);
    for (int next = 0; next < order.size(); next++) {
      for (Draft reader : readers.getOrDefault(order.get(next).name(), List.of())) {
        if (open.merge(reader.name(), -1, Integer::sum) == 0) {
          order.add(reader);
        }
      }
    }
    Map<String, Draft> rest = new LinkedHashMap<>(drafts);
    order.forEach(draft -> rest.remove(draft.name()));
    order.addAll(rest.values());
    reportCycles(rest);
    return order;
  }

  private static List<Connection> sources(Draft draft, Map<String, Draft> among) {
    return draft.incoming().stream()
        .filter(connection -> among.containsKey(connection.from().module()))
        .toList();
  }

  /** One for each knot of cycles; what is only downstream of a cycle is none. */
  private void reportCycles(Map<String, Draft> rest) {
    Set<String> done = new LinkedHashSet<>();
    for (Draft start : rest.values()) {
      if (!done.contains(start.name())) {
        cycle(start, rest, done).ifPresent(this::report);
      }
    }
  }

  /** Walks against the connections until a module comes again, or one that was walked before. */
  private static Optional<List<Connection>> cycle(
      Draft start, Map<String, Draft> rest, Set<String> done) {
    List<Connection> path = new ArrayList<>();
    List<String> walked = new ArrayList<>(List.of(start.name()));
    Draft at = start;
    done.add(at.name());
    while (true) {
      Connection back = sources(at, rest).get(0);
      path.add(0, back);
      String source = back.from().module();
      int before = walked.indexOf(source);
      if (before >= 0) {
        return Optional.of(path.subList(0, path.size() - before));
      }
      if (!done.add(source)) {
        return Optional.empty();
      }
      walked.add(source);
      at = Objects.requireNonNull(rest.get(source), source);
    }
  }

  private void report(List<Connection> cycle) {
    StringBuilder text = new StringBuilder(cycle.get(0).from().module());
    cycle.forEach(connection -> text.append(" -> ").append(connection.to().module()));
    Connection last = cycle.get(cycle.size() - 1);
    problems.add(Problem.of(last.origin(), "cycle: " + text, "connections that never lead back"));
  }
}
