package dev.roundhouse.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * What the layers of a drawing hold: a slot a module, and slots through which long connections
 * pass, so that each link joins neighbouring layers.
 */
final class Slots {

  /** No group. */
  static final int ALONE = -1;

  /**
   * A place in a layer.
   *
   * @param layer from 0
   * @param height in the drawing's unit
   * @param passage a connection passes here; no module
   * @param group slots of one group stay together in their layer; {@link #ALONE} for none
   */
  record Slot(int layer, double height, boolean passage, int group) {}

  /**
   * A line from a slot to one of the next layer.
   *
   * @param fromAt how far below the upper edge of {@code from} it starts
   * @param toAt how far below the upper edge of {@code to} it ends
   */
  record Link(int from, double fromAt, int to, double toAt) {}

  private final List<Slot> slots = new ArrayList<>();
  private final List<List<Integer>> layers = new ArrayList<>();
  private final List<List<Link>> incoming = new ArrayList<>();
  private final List<List<Link>> outgoing = new ArrayList<>();

  /** Adds a slot and gives its number. */
  int add(Slot slot) {
    slots.add(slot);
    incoming.add(new ArrayList<>());
    outgoing.add(new ArrayList<>());
    while (layers.size() <= slot.layer()) {
      layers.add(new ArrayList<>());
    }
    layers.get(slot.layer()).add(slots.size() - 1);
    return slots.size() - 1;
  }

  void link(Link link) {
    if (slot(link.from()).layer() + 1 != slot(link.to()).layer()) {
      throw new IllegalArgumentException(link + ", expected neighbouring layers");
    }
    outgoing.get(link.from()).add(link);
    incoming.get(link.to()).add(link);
  }

  int size() {
    return slots.size();
  }

  Slot slot(int number) {
    return slots.get(number);
  }

  List<Link> into(int number) {
    return incoming.get(number);
  }

  List<Link> outOf(int number) {
    return outgoing.get(number);
  }

  /** The numbers of the slots of each layer, in the order in which they were added. */
  int[][] layers() {
    return layers.stream()
        .map(layer -> layer.stream().mapToInt(Integer::intValue).toArray())
        .toArray(int[][]::new);
  }
}
