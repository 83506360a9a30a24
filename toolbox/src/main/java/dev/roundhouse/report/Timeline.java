package dev.roundhouse.report;

import dev.roundhouse.history.AttemptRecord;
import dev.roundhouse.history.ModuleRecord;
import dev.roundhouse.history.RunRecord;
import dev.roundhouse.scheme.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * When what ran where: a group a scheme and process, in it a lane for each task that ran at the
 * same time. Immutable.
 *
 * @param groups in the order of schemes, engines, hosts and processes
 * @param leftOut attempts that are not shown because there are too many
 */
record Timeline(List<Group> groups, int leftOut) {

  /** Bars in a picture at most. */
  static final int MOST_BARS = 20_000;

  /** An attempt of a module. */
  record Bar(String module, AttemptRecord attempt) {
    Instant from() {
      return attempt.startedAt();
    }

    Instant to() {
      return attempt.finishedAt();
    }
  }

  /** One process with its lanes; bars of a lane do not overlap and are in order. */
  record Group(String name, List<List<Bar>> lanes) {}

  Timeline {
    groups = List.copyOf(groups);
  }

  static Timeline of(RunRecord run) {
    Map<String, List<Bar>> groups = new TreeMap<>();
    int shown = 0;
    int leftOut = 0;
    for (ModuleRecord module : run.modules()) {
      for (AttemptRecord attempt : module.attempts()) {
        if (shown == MOST_BARS) {
          leftOut++;
          continue;
        }
        shown++;
        groups
            .computeIfAbsent(name(attempt.attempt().place()), name -> new ArrayList<>())
            .add(new Bar(module.name(), attempt));
      }
    }
    List<Group> made = new ArrayList<>();
    groups.forEach((name, bars) -> made.add(new Group(name, lanes(bars))));
    return new Timeline(made, leftOut);
  }

  private static String name(Place place) {
    String who = place.engine().isEmpty() ? "" : " " + place.engine();
    return place.scheme() + who + ", " + place.host() + " pid " + place.pid();
  }

  private static List<List<Bar>> lanes(List<Bar> bars) {
    List<List<Bar>> lanes = new ArrayList<>();
    bars.sort(Comparator.comparing(Bar::from).thenComparing(Bar::to));
    for (Bar bar : bars) {
      free(lanes, bar.from()).add(bar);
    }
    return lanes;
  }

  private static List<Bar> free(List<List<Bar>> lanes, Instant at) {
    for (List<Bar> lane : lanes) {
      if (!lane.get(lane.size() - 1).to().isAfter(at)) {
        return lane;
      }
    }
    List<Bar> made = new ArrayList<>();
    lanes.add(made);
    return made;
  }
}
