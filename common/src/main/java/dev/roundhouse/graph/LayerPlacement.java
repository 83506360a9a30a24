package dev.roundhouse.graph;

import java.util.Arrays;
import java.util.List;

/**
 * Places ordered slots so that links are short and long connections straight: in turn each layer's
 * slots go as near to the mean of their neighbours as order and distance let them.
 */
final class LayerPlacement {

  private static final int SWEEPS = 8;
  private static final double PASSAGES = 8;
  private static final double PASSAGE = 2;
  private static final double MODULES = 1;

  /** Of a slot without neighbours, so that it gives way. */
  private static final double LOOSE = 0.01;

  private final Slots slots;
  private final int[][] order;
  private final double gap;

  /** Upper edge of each slot. */
  private final double[] tops;

  private LayerPlacement(Slots slots, int[][] order, double gap) {
    this.slots = slots;
    this.order = order;
    this.gap = gap;
    this.tops = new double[slots.size()];
  }

  /**
   * The upper edge of each slot, the smallest 0.
   *
   * @param order the slots of each layer from the top
   * @param gap least distance between slots
   */
  static double[] of(Slots slots, int[][] order, double gap) {
    return new LayerPlacement(slots, order, gap).place();
  }

  private double[] place() {
    for (int[] layer : order) {
      double top = 0;
      for (int slot : layer) {
        tops[slot] = top;
        top += slots.slot(slot).height() + gap;
      }
    }
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      boolean down = sweep % 2 == 0;
      boolean last = sweep == SWEEPS - 1;
      for (int step = 0; step < order.length; step++) {
        settle(order[down ? step : order.length - 1 - step], down || last, !down || last);
      }
    }
    double least = Arrays.stream(tops).min().orElse(0);
    return Arrays.stream(tops).map(top -> top - least).toArray();
  }

  /** Places a layer by the neighbours before it, after it, or both. */
  private void settle(int[] layer, boolean before, boolean after) {
    double[] wanted = new double[layer.length];
    double[] weights = new double[layer.length];
    double[] offsets = new double[layer.length];
    double offset = 0;
    for (int i = 0; i < layer.length; i++) {
      double[] pull = pull(layer[i], before, after);
      offsets[i] = offset;
      wanted[i] = pull[0] - offset;
      weights[i] = pull[1];
      offset += slots.slot(layer[i]).height() + gap;
    }
    double[] found = ascending(wanted, weights);
    for (int i = 0; i < layer.length; i++) {
      tops[layer[i]] = found[i] + offsets[i];
    }
  }

  /** Where the neighbours want the slot's upper edge, and how much. */
  private double[] pull(int slot, boolean before, boolean after) {
    double sum = 0;
    double weights = 0;
    for (Slots.Link link : before ? slots.into(slot) : List.<Slots.Link>of()) {
      double weight = weight(link);
      sum += weight * (tops[link.from()] + link.fromAt() - link.toAt());
      weights += weight;
    }
    for (Slots.Link link : after ? slots.outOf(slot) : List.<Slots.Link>of()) {
      double weight = weight(link);
      sum += weight * (tops[link.to()] + link.toAt() - link.fromAt());
      weights += weight;
    }
    return weights == 0 ? new double[] {tops[slot], LOOSE} : new double[] {sum / weights, weights};
  }

  private double weight(Slots.Link link) {
    boolean from = slots.slot(link.from()).passage();
    boolean to = slots.slot(link.to()).passage();
    return from && to ? PASSAGES : from || to ? PASSAGE : MODULES;
  }

  /**
   * The ascending values nearest to the wanted ones by weighted squares: neighbours that stand the
   * wrong way round are pooled at their mean.
   */
  static double[] ascending(double[] wanted, double[] weights) {
    double[] means = new double[wanted.length];
    double[] sums = new double[wanted.length];
    int[] sizes = new int[wanted.length];
    int pools = 0;
    for (int i = 0; i < wanted.length; i++) {
      means[pools] = wanted[i];
      sums[pools] = weights[i];
      sizes[pools] = 1;
      while (pools > 0 && means[pools - 1] > means[pools]) {
        double sum = sums[pools - 1] + sums[pools];
        means[pools - 1] = (means[pools - 1] * sums[pools - 1] + means[pools] * sums[pools]) / sum;
        sums[pools - 1] = sum;
        sizes[pools - 1] += sizes[pools];
        pools--;
      }
      pools++;
    }
    double[] ascending = new double[wanted.length];
    int at = 0;
    for (int pool = 0; pool < pools; pool++) {
      Arrays.fill(ascending, at, at + sizes[pool], means[pool]);
      at += sizes[pool];
    }
    return ascending;
  }
}
