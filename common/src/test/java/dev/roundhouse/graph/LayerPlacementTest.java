package dev.roundhouse.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LayerPlacementTest {

  private static final double GAP = 5;

  @Test
  void poolsWhatStandsTheWrongWayRoundByWeight() {
    assertThat(
            LayerPlacement.ascending(
                new double[] {1, 8, 2, 9, 5, 5}, new double[] {1, 1, 3, 1, 1, 0}))
        .containsExactly(1, 3.5, 3.5, 7, 7, 7);
    assertThat(LayerPlacement.ascending(new double[0], new double[0])).isEmpty();
  }

  @Test
  void aSlotStandsInTheMiddleOfItsNeighbours() {
    Slots slots = new Slots();
    int upper = slots.add(new Slots.Slot(0, 10, false, Slots.ALONE));
    int lower = slots.add(new Slots.Slot(0, 10, false, Slots.ALONE));
    int both = slots.add(new Slots.Slot(1, 10, false, Slots.ALONE));
    slots.link(new Slots.Link(upper, 5, both, 5));
    slots.link(new Slots.Link(lower, 5, both, 5));

    double[] tops = LayerPlacement.of(slots, slots.layers(), GAP);

    assertThat(tops).containsExactly(0, 15, 7.5);
  }
}
