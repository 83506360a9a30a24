package dev.roundhouse.graph;

import dev.roundhouse.graph.GraphLayout.Box;
import dev.roundhouse.graph.GraphLayout.Frame;
import dev.roundhouse.graph.GraphLayout.PlacedPort;
import dev.roundhouse.graph.GraphLayout.Point;
import dev.roundhouse.graph.GraphLayout.Route;
import dev.roundhouse.graph.PipelineGraph.Connection;
import dev.roundhouse.graph.PipelineGraph.Module;
import dev.roundhouse.pipeline.PortRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Computes a {@link GraphLayout}: layers, passages for connections over several layers, the order
 * in each layer, then places. All connections of an output port share its passages.
 */
final class LayoutBuilder {

  private static final double MARGIN = 24;
  private static final double GAP = 18;
  private static final double BETWEEN_LAYERS = 72;
  private static final double PASSAGE = 6;

  /** More would help nobody to read it; further connections go straight. */
  private static final int MOST_PASSAGES = 50_000;

  private final PipelineGraph graph;
  private final Map<String, Integer> layers;
  private final Map<String, BoxSize> sizes = new HashMap<>();
  private final Map<String, Integer> modules = new HashMap<>();
  private final Map<PortRef, List<Integer>> passages = new HashMap<>();
  private final Slots slots = new Slots();

  LayoutBuilder(PipelineGraph graph) {
    this.graph = graph;
    this.layers = graph.layers();
  }

  GraphLayout build() {
    Map<String, List<Connection>> incoming = graph.incoming();
    Map<String, List<Connection>> outgoing = graph.outgoing();
    Map<String, Integer> groups = new HashMap<>();
    for (Module module : graph.modules()) {
      BoxSize size =
          BoxSize.of(
              module,
              incoming.getOrDefault(module.name(), List.of()),
              outgoing.getOrDefault(module.name(), List.of()));
      sizes.put(module.name(), size);
      int group =
          module.groups().stream()
              .findFirst()
              .map(name -> groups.computeIfAbsent(name, first -> groups.size()))
              .orElse(Slots.ALONE);
      modules.put(
          module.name(),
          slots.add(new Slots.Slot(layer(module.name()), size.height(), false, group)));
    }
    makePassages();
    link();
    double[] tops = LayerPlacement.of(slots, LayerOrder.of(slots), GAP);
    return layout(tops);
  }

  private int layer(String module) {
    return layers.getOrDefault(module, 0);
  }

  private int slot(String module) {
    return modules.getOrDefault(module, 0);
  }

  private void makePassages() {
    Map<PortRef, Integer> furthest = new LinkedHashMap<>();
    for (Connection connection : graph.connections()) {
      furthest.merge(connection.from(), layer(connection.to().module()), Math::max);
    }
    int made = 0;
    for (Map.Entry<PortRef, Integer> port : furthest.entrySet()) {
      int first = layer(port.getKey().module()) + 1;
      made += Math.max(0, port.getValue() - first);
      if (made > MOST_PASSAGES) {
        return;
      }
      List<Integer> through =
          IntStream.range(first, port.getValue())
              .mapToObj(layer -> slots.add(new Slots.Slot(layer, PASSAGE, true, Slots.ALONE)))
              .toList();
      passages.put(port.getKey(), through);
    }
  }

  /** The passages of a connection; none where it goes to the next layer, or straight. */
  private List<Integer> passages(Connection connection) {
    int between = layer(connection.to().module()) - layer(connection.from().module()) - 1;
    List<Integer> all = passages.getOrDefault(connection.from(), List.of());
    return all.size() < between ? List.of() : all.subList(0, between);
  }

  private void link() {
    passages.forEach(
        (port, through) -> {
          if (!through.isEmpty()) {
            slots.link(
                new Slots.Link(slot(port.module()), startAt(port), through.get(0), PASSAGE / 2));
          }
          for (int i = 1; i < through.size(); i++) {
            slots.link(
                new Slots.Link(through.get(i - 1), PASSAGE / 2, through.get(i), PASSAGE / 2));
          }
        });
    for (Connection connection : graph.connections()) {
      int to = slot(connection.to().module());
      List<Integer> through = passages(connection);
      if (!through.isEmpty()) {
        int last = through.get(through.size() - 1);
        slots.link(new Slots.Link(last, PASSAGE / 2, to, endAt(connection.to())));
      } else if (layer(connection.from().module()) + 1 == layer(connection.to().module())) {
        slots.link(
            new Slots.Link(
                slot(connection.from().module()),
                startAt(connection.from()),
                to,
                endAt(connection.to())));
      }
    }
  }

  private double startAt(PortRef port) {
    return size(port.module()).outputAt(port.port());
  }

  private double endAt(PortRef port) {
    return size(port.module()).inputAt(port.port());
  }

  private BoxSize size(String module) {
    BoxSize size = sizes.get(module);
    if (size == null) {
      throw new IllegalArgumentException("unknown module " + module);
    }
    return size;
  }

  private GraphLayout layout(double[] tops) {
    double[] lefts = lefts();
    double[] widths = widths();
    Map<String, Box> boxes = new LinkedHashMap<>();
    for (Module module : graph.modules()) {
      BoxSize size = size(module.name());
      int layer = layer(module.name());
      double top = MARGIN + tops[slot(module.name())];
      boxes.put(
          module.name(),
          new Box(
              module,
              layer,
              lefts[layer],
              top,
              widths[layer],
              size.height(),
              ports(size.inputs(), top),
              ports(size.outputs(), top)));
    }
    List<Route> routes =
        graph.connections().stream()
            .map(connection -> route(connection, tops, lefts, widths))
            .toList();
    double bottom =
        IntStream.range(0, slots.size())
            .mapToDouble(slot -> tops[slot] + slots.slot(slot).height())
            .max()
            .orElse(0);
    int last = lefts.length - 1;
    double right = last < 0 ? MARGIN : lefts[last] + widths[last];
    List<Frame> frames = GroupFrames.of(List.copyOf(boxes.values()));
    return new GraphLayout(right + MARGIN, bottom + 2 * MARGIN, boxes, routes, frames);
  }

  private double[] widths() {
    double[] widths = new double[slots.layers().length];
    for (Module module : graph.modules()) {
      int layer = layer(module.name());
      widths[layer] = Math.max(widths[layer], size(module.name()).width());
    }
    return widths;
  }

  private double[] lefts() {
    double[] widths = widths();
    double[] lefts = new double[widths.length];
    double left = MARGIN;
    for (int layer = 0; layer < widths.length; layer++) {
      lefts[layer] = left;
      left += widths[layer] + BETWEEN_LAYERS;
    }
    return lefts;
  }

  private static List<PlacedPort> ports(List<String> names, double top) {
    return IntStream.range(0, names.size())
        .mapToObj(place -> new PlacedPort(names.get(place), top + BoxSize.portAt(place)))
        .toList();
  }

  private Route route(Connection connection, double[] tops, double[] lefts, double[] widths) {
    PortRef from = connection.from();
    PortRef to = connection.to();
    int start = layer(from.module());
    List<Point> points = new ArrayList<>();
    points.add(
        new Point(
            lefts[start] + widths[start], MARGIN + tops[slot(from.module())] + startAt(from)));
    for (int passage : passages(connection)) {
      int layer = slots.slot(passage).layer();
      double y = MARGIN + tops[passage] + PASSAGE / 2;
      points.add(new Point(lefts[layer], y));
      points.add(new Point(lefts[layer] + widths[layer], y));
    }
    points.add(new Point(lefts[layer(to.module())], MARGIN + tops[slot(to.module())] + endAt(to)));
    return new Route(from, to, points);
  }
}
