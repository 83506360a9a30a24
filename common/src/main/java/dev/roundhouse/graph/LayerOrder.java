package dev.roundhouse.graph;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Orders the slots of each layer so that few links cross: each goes to the mean place (barycentre)
 * of its neighbours in the layer before, then in the layer after, and so on; the best order seen is
 * taken (Sugiyama, Tagawa, Toda: Methods for visual understanding of hierarchical system
 * structures, 1981). The same slots always give the same order.
 */
final class LayerOrder {

  private static final int SWEEPS = 12;

  private final Slots slots;
  private final int[][] layers;

  /** Place of each slot in its layer. */
  private final int[] places;

  private LayerOrder(Slots slots) {
    this.slots = slots;
    this.layers = slots.layers();
    this.places = new int[slots.size()];
    for (int[] layer : layers) {
      gather(layer);
      number(layer);
    }
  }

  /** As given, but each group at the place of its first slot. */
  private void gather(int[] layer) {
    Map<Integer, Integer> firsts = new HashMap<>();
    Keyed[] keyed = new Keyed[layer.length];
    for (int i = 0; i < layer.length; i++) {
      int group = slots.slot(layer[i]).group();
      int place = i;
      int first = group == Slots.ALONE ? i : firsts.computeIfAbsent(group, seen -> place);
      keyed[i] = new Keyed(layer[i], group, first, i);
    }
    sort(layer, keyed);
  }

  /** The numbers of the slots of each layer, from the top. */
  static int[][] of(Slots slots) {
    return new LayerOrder(slots).best();
  }

  private int[][] best() {
    int[][] best = copy();
    long fewest = crossings(slots, layers);
    for (int sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
      sweep(sweep % 2 == 0);
      long crossings = crossings(slots, layers);
      if (crossings < fewest) {
        fewest = crossings;
        best = copy();
      }
    }
    return best;
  }

  private int[][] copy() {
    return Stream.of(layers).map(int[]::clone).toArray(int[][]::new);
  }

  private void number(int[] layer) {
    for (int place = 0; place < layer.length; place++) {
      places[layer[place]] = place;
    }
  }

  private void sweep(boolean down) {
    for (int step = 0; step < layers.length; step++) {
      int layer = down ? step : layers.length - 1 - step;
      int before = down ? layer - 1 : layer + 1;
      double scale =
          before < 0 || before >= layers.length
              ? 1
              : (double) layers[before].length / layers[layer].length;
      sort(layers[layer], down, scale);
    }
  }

  /** A slot to be sorted: by its group's place, then by its own. */
  private record Keyed(int slot, int group, double groupKey, double key) {

    static final Comparator<Keyed> ORDER =
        Comparator.comparingDouble(Keyed::groupKey)
            .thenComparingInt(Keyed::group)
            .thenComparingDouble(Keyed::key);
  }

  private void sort(int[] layer, boolean down, double scale) {
    Map<Integer, double[]> groups = new HashMap<>();
    double[] keys = new double[layer.length];
    for (int i = 0; i < layer.length; i++) {
      keys[i] = barycentre(layer[i], down, scale);
      double[] sum = groups.computeIfAbsent(slots.slot(layer[i]).group(), group -> new double[2]);
      sum[0] += keys[i];
      sum[1]++;
    }
    Keyed[] keyed = new Keyed[layer.length];
    for (int i = 0; i < layer.length; i++) {
      int group = slots.slot(layer[i]).group();
      double[] sum = groups.getOrDefault(group, new double[] {0, 1});
      keyed[i] =
          new Keyed(layer[i], group, group == Slots.ALONE ? keys[i] : sum[0] / sum[1], keys[i]);
    }
    sort(layer, keyed);
    number(layer);
  }

  private static void sort(int[] layer, Keyed[] keyed) {
    Arrays.sort(keyed, Keyed.ORDER);
    for (int i = 0; i < layer.length; i++) {
      layer[i] = keyed[i].slot();
    }
  }

  private double barycentre(int slot, boolean down, double scale) {
    List<Slots.Link> links = down ? slots.into(slot) : slots.outOf(slot);
    if (links.isEmpty()) {
      return (places[slot] + 0.5) * scale;
    }
    double sum = 0;
    for (Slots.Link link : links) {
      sum += down ? start(slots, places, link) : end(slots, places, link);
    }
    return sum / links.size();
  }

  /** How many pairs of links cross. */
  static long crossings(Slots slots, int[][] layers) {
    int[] places = new int[slots.size()];
    for (int[] layer : layers) {
      for (int place = 0; place < layer.length; place++) {
        places[layer[place]] = place;
      }
    }
    long crossings = 0;
    for (int[] layer : layers) {
      double[] ends =
          Arrays.stream(layer)
              .boxed()
              .flatMap(slot -> slots.outOf(slot).stream())
              .sorted(
                  Comparator.comparingDouble((Slots.Link link) -> start(slots, places, link))
                      .thenComparingDouble(link -> end(slots, places, link)))
              .mapToDouble(link -> end(slots, places, link))
              .toArray();
      crossings += inversions(ends, new double[ends.length], 0, ends.length);
    }
    return crossings;
  }

  private static double start(Slots slots, int[] places, Slots.Link link) {
    return places[link.from()] + link.fromAt() / slots.slot(link.from()).height();
  }

  private static double end(Slots slots, int[] places, Slots.Link link) {
    return places[link.to()] + link.toAt() / slots.slot(link.to()).height();
  }

  /** Pairs that stand the wrong way round, counted while merge-sorting. */
  private static long inversions(double[] values, double[] spare, int from, int to) {
    if (to - from < 2) {
      return 0;
    }
    int middle = (from + to) >>> 1;
    long count = inversions(values, spare, from, middle) + inversions(values, spare, middle, to);
    System.arraycopy(values, from, spare, from, to - from);
    int left = from;
    int right = middle;
    for (int i = from; i < to; i++) {
      if (right == to || (left < middle && spare[left] <= spare[right])) {
        values[i] = spare[left++];
      } else {
        values[i] = spare[right++];
        count += middle - left;
      }
    }
    return count;
  }
}
