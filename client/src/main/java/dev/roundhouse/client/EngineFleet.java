package dev.roundhouse.client;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Decides when an owner starts processes, a few at a time, and replaces dead ones: at once, then
 * with growing pauses, up to a limit in a row. One that was told to restart begins a new row. One
 * that never became ready in a new place is not tried again, as what stopped the first one would
 * stop the next, unless it was struck down from outside. One that ended in order was stopped on
 * purpose.
 *
 * <p>Invariants: a place has at most one live launch; a launch belongs to one place; a place in
 * {@code PAUSED} has a time at which it goes on; no more replacements in a row than the limit; no
 * more places in {@code STARTING} than may start at a time; nothing is launched after {@link
 * FleetEvent.Release}.
 */
final class EngineFleet {

  private final ReplacementRules rules;
  private final Map<Integer, Place> places = new TreeMap<>();
  private int launches;
  private boolean released;

  private static final class Place {
    final int number;
    FleetState state = FleetState.PAUSED;
    int launch;
    int replacements;
    boolean everReady;
    Instant since;

    Place(int number, Instant now) {
      this.number = number;
      this.since = now;
    }

    void move(FleetState to) {
      state = FleetState.MOVES.move(this, state, to);
    }

    @Override
    public String toString() {
      return "engine place " + number;
    }
  }

  EngineFleet(ReplacementRules rules) {
    this.rules = Objects.requireNonNull(rules, "rules");
  }

  /** What is to be done; duplicate, late and unknown events do nothing. */
  List<FleetEffect> handle(FleetEvent event, Instant now) {
    List<FleetEffect> effects = new ArrayList<>();
    if (event instanceof FleetEvent.Grow grow) {
      onGrow(grow.count(), now);
    } else if (event instanceof FleetEvent.Ready ready) {
      onReady(ready.launch(), now);
    } else if (event instanceof FleetEvent.Ended ended) {
      onEnded(ended, now, effects);
    } else if (event instanceof FleetEvent.Stop stop) {
      live(stop.launch()).ifPresent(place -> place.move(FleetState.RELEASED));
    } else if (event instanceof FleetEvent.Release) {
      onRelease();
    }
    launchDue(now, effects);
    return effects;
  }

  /** When {@link FleetEvent.Tick} is due. */
  Optional<Instant> nextDue() {
    return places.values().stream()
        .filter(place -> place.state == FleetState.PAUSED)
        .map(place -> place.since)
        .min(Comparator.naturalOrder());
  }

  /** Whether there is no process and there will be none. */
  boolean over() {
    return places.values().stream().allMatch(place -> place.state.last());
  }

  /** How many places are in each state; states without a place are left out. */
  Map<FleetState, Integer> counts() {
    Map<FleetState, Integer> counts = new EnumMap<>(FleetState.class);
    places.values().forEach(place -> counts.merge(place.state, 1, Integer::sum));
    return counts;
  }

  private void onGrow(int count, Instant now) {
    if (released) {
      return;
    }
    for (int i = 0; i < count; i++) {
      Place place = new Place(places.size() + 1, now);
      places.put(place.number, place);
    }
  }

  private void onReady(int launch, Instant now) {
    live(launch)
        .filter(place -> place.state == FleetState.STARTING)
        .ifPresent(
            place -> {
              place.move(FleetState.READY);
              place.everReady = true;
              place.since = now;
            });
  }

  private void onEnded(FleetEvent.Ended ended, Instant now, List<FleetEffect> effects) {
    Optional<Place> found = live(ended.launch());
    if (found.isEmpty()) {
      return;
    }
    Place place = found.get();
    if (ended.death().onPurpose()) {
      place.move(FleetState.RELEASED);
      return;
    }
    boolean stable =
        place.state == FleetState.READY && !now.isBefore(place.since.plus(rules.stableAfter()));
    if (stable || ended.death().toRestart()) {
      place.replacements = 0;
    }
    boolean hopeless = !place.everReady && !ended.death().struckDown();
    if (hopeless || place.replacements >= rules.limit()) {
      place.move(FleetState.GIVEN_UP);
      effects.add(
          new FleetEffect.GaveUp(place.number, ended.death(), place.replacements, place.everReady));
      return;
    }
    place.replacements++;
    place.move(FleetState.PAUSED);
    place.since = now.plus(rules.pause(place.replacements));
    effects.add(
        new FleetEffect.Replacing(
            place.number, ended.death(), place.replacements, rules.pause(place.replacements)));
  }

  /** What may start now; the rest is due as soon as one of them is ready. */
  private void launchDue(Instant now, List<FleetEffect> effects) {
    long starting =
        places.values().stream().filter(place -> place.state == FleetState.STARTING).count();
    places.values().stream()
        .filter(place -> place.state == FleetState.PAUSED && !place.since.isAfter(now))
        .limit(Math.max(0, rules.startingAtMost() - starting))
        .forEach(place -> launch(place, effects));
  }

  private void onRelease() {
    released = true;
    places.values().stream()
        .filter(place -> !place.state.last())
        .forEach(place -> place.move(FleetState.RELEASED));
  }

  private void launch(Place place, List<FleetEffect> effects) {
    place.move(FleetState.STARTING);
    place.launch = ++launches;
    effects.add(new FleetEffect.Launch(place.number, place.launch));
  }

  private Optional<Place> live(int launch) {
    return places.values().stream()
        .filter(place -> place.launch == launch && place.state.live())
        .findFirst();
  }
}
