package dev.roundhouse.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class LayerOrderTest {

  private static final double HEIGHT = 10;

  private static Slots slots(int... layerSizes) {
    Slots slots = new Slots();
    for (int layer = 0; layer < layerSizes.length; layer++) {
      for (int i = 0; i < layerSizes[layer]; i++) {
        slots.add(new Slots.Slot(layer, HEIGHT, false, Slots.ALONE));
      }
    }
    return slots;
  }

  private static void link(Slots slots, int from, int to) {
    slots.link(new Slots.Link(from, HEIGHT / 2, to, HEIGHT / 2));
  }

  @Test
  void undoesCrossingsThatNeedNotBe() {
    Slots slots = slots(3, 3, 3);
    for (int i = 0; i < 3; i++) {
      link(slots, i, 5 - i);
      link(slots, 3 + i, 6 + (i + 1) % 3);
    }

    assertThat(LayerOrder.crossings(slots, slots.layers())).isPositive();
    assertThat(LayerOrder.crossings(slots, LayerOrder.of(slots))).isZero();
  }

  @Test
  void countsEachPairOfCrossingLinksOnce() {
    Slots slots = slots(3, 3);
    for (int from = 0; from < 3; from++) {
      for (int to = 3; to < 6; to++) {
        link(slots, from, to);
      }
    }

    assertThat(LayerOrder.crossings(slots, slots.layers())).isEqualTo(9);
  }

  @Test
  void linksOfOneSlotAreInTheOrderOfItsPorts() {
    Slots slots = slots(1, 2);
    slots.link(new Slots.Link(0, 8, 1, 5));
    slots.link(new Slots.Link(0, 2, 2, 5));

    assertThat(LayerOrder.of(slots)[1]).containsExactly(2, 1);
  }

  @Test
  void keepsGroupsTogether() {
    Slots slots = new Slots();
    slots.add(new Slots.Slot(0, HEIGHT, false, Slots.ALONE));
    slots.add(new Slots.Slot(0, HEIGHT, false, Slots.ALONE));
    slots.add(new Slots.Slot(0, HEIGHT, false, Slots.ALONE));
    int first = slots.add(new Slots.Slot(1, HEIGHT, false, 0));
    int alone = slots.add(new Slots.Slot(1, HEIGHT, false, Slots.ALONE));
    int second = slots.add(new Slots.Slot(1, HEIGHT, false, 0));
    link(slots, 0, first);
    link(slots, 1, alone);
    link(slots, 2, second);

    int[] layer = LayerOrder.of(slots)[1];
    int apart =
        Math.abs(
            IntStream.range(0, 3).filter(i -> layer[i] == first).findFirst().orElseThrow()
                - IntStream.range(0, 3).filter(i -> layer[i] == second).findFirst().orElseThrow());
    assertThat(apart).isEqualTo(1);
  }

  @RepeatedTest(20)
  void neverHasMoreCrossingsThanTheOrderGivenAndLosesNoSlot() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Slots slots = slots(8, 9, 7);
    for (int i = 0; i < 30; i++) {
      link(slots, random.nextInt(8), 8 + random.nextInt(9));
      link(slots, 8 + random.nextInt(9), 17 + random.nextInt(7));
    }

    int[][] order = LayerOrder.of(slots);

    assertThat(LayerOrder.crossings(slots, order))
        .as("seed %d", seed)
        .isLessThanOrEqualTo(LayerOrder.crossings(slots, slots.layers()));
    assertThat(Arrays.stream(order).flatMapToInt(Arrays::stream).sorted().toArray())
        .as("seed %d", seed)
        .containsExactly(IntStream.range(0, 24).toArray());
  }
}
