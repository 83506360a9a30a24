package dev.roundhouse.client;

import dev.roundhouse.pipeline.Plan;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;

/**
 * What runs of a wiring that has an {@code if} before any has chosen, and who may ask for the rest.
 * Who reads a module in a group that stands in the plan beside it asks for the whole group.
 */
final class Demands {
  private final Wiring wiring;

  private final int[] askers;
  private final Set<Integer> demanded = new HashSet<>();

  Demands(Wiring wiring) {
    this.wiring = wiring;
    this.askers = new int[wiring.places().size()];
    for (Wiring.Place place : wiring.places()) {
      with(place, place.sources()).forEach(asked -> askers[asked]++);
    }
    demand();
  }

  /** Sources of a place, and the groups that these are in and the place is not. */
  Set<Integer> with(Wiring.Place place, int... sources) {
    Set<Integer> all = new LinkedHashSet<>();
    for (int source : sources) {
      all.add(source);
      all.addAll(groups(place.node(), wiring.places().get(source).node()));
    }
    return all;
  }

  private List<Integer> groups(Plan.Node reader, Plan.Node source) {
    List<Integer> found = new ArrayList<>();
    String name = source.name();
    for (int slash = name.indexOf('/'); slash > 0; slash = name.indexOf('/', slash + 1)) {
      String group = name.substring(0, slash);
      boolean outside = !reader.name().equals(group) && !reader.name().startsWith(group + "/");
      if (outside) {
        wiring.find(group).ifPresent(found::add);
      }
    }
    return found;
  }

  private void demand() {
    Queue<Integer> reached = new ArrayDeque<>();
    for (int number = 0; number < askers.length; number++) {
      if (askers[number] == 0 || wiring.isKept(wiring.places().get(number).node())) {
        reached.add(number);
      }
    }
    while (!reached.isEmpty()) {
      int number = reached.remove();
      if (demanded.add(number)) {
        Wiring.Place place = wiring.places().get(number);
        reached.addAll(with(place, place.first()));
      }
    }
  }

  boolean isDemanded(int number) {
    return demanded.contains(number);
  }

  /** How many modules may ask for it. */
  int askers(int number) {
    return askers[number];
  }
}
