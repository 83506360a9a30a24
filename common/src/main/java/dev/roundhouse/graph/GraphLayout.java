package dev.roundhouse.graph;

import dev.roundhouse.pipeline.PortRef;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Where everything goes in a picture of a pipeline: layers from left to right, each module a box
 * with its connected input ports on the left and output ports on the right, and connections that
 * pass between the boxes. Few connections cross, and they are short. The same graph always gives
 * the same picture. Immutable; units are those of SVG, for text of {@link BoxSize#FONT} units.
 *
 * @param width of the whole picture
 * @param height of the whole picture
 * @param boxes by module, in the order of the graph
 * @param routes in the order of the graph's connections
 * @param frames around groups, the outer before the inner; none around a group whose modules cannot
 *     be framed without another one
 */
public record GraphLayout(
    double width, double height, Map<String, Box> boxes, List<Route> routes, List<Frame> frames) {

  public GraphLayout {
    boxes = Collections.unmodifiableMap(new LinkedHashMap<>(boxes));
    routes = List.copyOf(routes);
    frames = List.copyOf(frames);
  }

  /** Computes the layout, in time that grows little more than the graph. */
  public static GraphLayout of(PipelineGraph graph) {
    return new LayoutBuilder(graph).build();
  }

  /**
   * A module.
   *
   * @param layer from 0, as {@link PipelineGraph#layers} says
   * @param x left edge
   * @param y upper edge
   * @param inputs connected input ports from the top, by name
   * @param outputs connected output ports from the top, by name
   */
  public record Box(
      PipelineGraph.Module module,
      int layer,
      double x,
      double y,
      double width,
      double height,
      List<PlacedPort> inputs,
      List<PlacedPort> outputs) {
    public Box {
      Objects.requireNonNull(module, "module");
      inputs = List.copyOf(inputs);
      outputs = List.copyOf(outputs);
    }
  }

  /** A port on the edge of its box; {@code y} is in the picture. */
  public record PlacedPort(String name, double y) {
    public PlacedPort {
      Objects.requireNonNull(name, "name");
    }
  }

  /**
   * The way of a connection, from its output port to its input port.
   *
   * @param points straight from the second to the third, from the fourth to the fifth, and so on;
   *     curves between the others that start and end level
   */
  public record Route(PortRef from, PortRef to, List<Point> points) {
    public Route {
      Objects.requireNonNull(from, "from");
      Objects.requireNonNull(to, "to");
      points = List.copyOf(points);
    }
  }

  /** A place in the picture, from the upper left. */
  public record Point(double x, double y) {}

  /** Around the modules of a group; {@code group} is its full name. */
  public record Frame(String group, double x, double y, double width, double height) {
    public Frame {
      Objects.requireNonNull(group, "group");
    }
  }

  /** The modules of each layer from the top. */
  public List<List<PipelineGraph.Module>> layers() {
    List<List<Box>> layers = new ArrayList<>();
    for (Box box : boxes.values()) {
      while (layers.size() <= box.layer()) {
        layers.add(new ArrayList<>());
      }
      layers.get(box.layer()).add(box);
    }
    return layers.stream()
        .map(
            layer ->
                layer.stream().sorted(Comparator.comparingDouble(Box::y)).map(Box::module).toList())
        .toList();
  }
}
