package dev.roundhouse.client;

import dev.roundhouse.pipeline.Plan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The nodes of a plan that run together, those of no group or those inside of one, and who of them
 * needs whom. They are numbered in the plan's order. Built in time linear in nodes and connections;
 * not changed after that.
 */
final class Wiring {
  /** Of the nodes that are in no group. */
  static final String TOP = "";

  /**
   * A node.
   *
   * @param index in the plan
   * @param number in the wiring
   * @param sources numbers of those that it waits for
   * @param first those of them that it waits for at the beginning: of an {@code if}, for its
   *     condition
   * @param dependents numbers of those that wait for it
   */
  record Place(
      int index,
      int number,
      Plan.Node node,
      int[] sources,
      int[] first,
      List<Integer> dependents) {}

  private final String group;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<Place> places = new ArrayList<>();
  private final List<Integer> indexes = new ArrayList<>();
  private final Set<String> kept = new HashSet<>();

  private boolean lazy;
  private Optional<Demands> demands = Optional.empty();

  private Wiring(String group) {
    this.group = group;
  }

  /**
   * All wirings of a plan, by the name of the group, {@link #TOP} included.
   *
   * @throws IllegalArgumentException a name is there twice, a node stands before one that it needs,
   *     or a sink is unknown
   */
  static Map<String, Wiring> of(Plan plan) {
    Map<String, Wiring> wirings = new HashMap<>();
    Wiring top = new Wiring(TOP);
    wirings.put(TOP, top);
    for (int index = 0; index < plan.nodes().size(); index++) {
      Plan.Node node = plan.nodes().get(index);
      wirings.computeIfAbsent(node.group().orElse(TOP), Wiring::new).add(index, node);
      if (node.role() instanceof Plan.Role.Body body) {
        Wiring inside = wirings.computeIfAbsent(node.name(), Wiring::new);
        body.outputs().values().forEach(source -> inside.keep(source.node()));
      }
    }
    plan.sinks().forEach(top::keep);
    return wirings;
  }

  private void add(int index, Plan.Node node) {
    Set<Integer> needed = new LinkedHashSet<>();
    sources(node).forEach(source -> needed.add(number(source)));
    if (numbers.put(node.name(), places.size()) != null) {
      throw new IllegalArgumentException("module " + node.name() + " is in the plan twice");
    }
    needed.forEach(source -> places.get(source).dependents().add(places.size()));
    int[] sources = array(needed);
    int[] first = sources;
    if (node.role() instanceof Plan.Role.Choice) {
      lazy = true;
      first =
          node.inputs().stream()
              .filter(input -> input.port().equals(Plan.Role.Choice.CONDITION))
              .flatMap(input -> sources(input).stream())
              .mapToInt(Integer::intValue)
              .toArray();
    }
    indexes.add(index);
    places.add(new Place(index, places.size(), node, sources, first, new ArrayList<>()));
  }

  private Stream<String> sources(Plan.Node node) {
    Stream<String> inputs = node.inputs().stream().flatMap(this::names);
    return node.role() instanceof Plan.Role.Gather gather
        ? Stream.concat(inputs, gather.ends().stream())
        : inputs;
  }

  private Stream<String> names(Plan.Input input) {
    return input.sources().stream().map(Plan.Source::node).filter(source -> !isOutside(source));
  }

  /** The numbers of the nodes that an input has its value from. */
  Set<Integer> sources(Plan.Input input) {
    return names(input).map(this::number).collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private void keep(String node) {
    number(node);
    kept.add(node);
  }

  private static int[] array(Collection<Integer> values) {
    return values.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Whether a source of this name is what comes into the group. */
  boolean isOutside(String source) {
    return !group.equals(TOP) && source.equals(group);
  }

  int number(String node) {
    Integer number = numbers.get(node);
    if (number == null) {
      throw new IllegalArgumentException(
          "module " + node + " is named in the plan but does not stand earlier in it");
    }
    return number;
  }

  /** The number of the node of this index in the plan; negative where it is none of these. */
  int place(int index) {
    return Collections.binarySearch(indexes, index);
  }

  Optional<Integer> find(String node) {
    return Optional.ofNullable(numbers.get(node));
  }

  /** Whether some of the nodes may not run, as an {@code if} decides. */
  boolean isLazy() {
    return lazy;
  }

  /** Who asks for whom where it {@linkplain #isLazy is lazy}; to be called when it is complete. */
  Demands demands() {
    if (demands.isEmpty()) {
      demands = Optional.of(new Demands(this));
    }
    return demands.get();
  }

  List<Place> places() {
    return places;
  }

  /** Whether the node's outputs are wanted after all have ended. */
  boolean isKept(Plan.Node node) {
    return kept.contains(node.name());
  }
}
