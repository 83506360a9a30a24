package dev.roundhouse.graph;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How large a module is drawn: a line with its name, one with its type, and a line for each pair of
 * connected ports. Text is of one width, so that its size is known without a font.
 *
 * @param inputs connected input ports, in the order of their connections
 * @param outputs connected output ports, in the order of their connections
 */
record BoxSize(double width, double height, List<String> inputs, List<String> outputs) {

  static final double FONT = 12;
  static final double COLUMN = 7.25;
  static final double LINE = 17;
  static final double PADDING = 10;

  /** Space for name and type. */
  static final double HEAD = 2 * LINE + PADDING;

  /** Longest text of a name or type, in columns. */
  static final int NAME = 40;

  /** Longest text of a port, in columns. */
  static final int PORT = 20;

  static BoxSize of(
      PipelineGraph.Module module,
      List<PipelineGraph.Connection> incoming,
      List<PipelineGraph.Connection> outgoing) {
    Set<String> inputs = new LinkedHashSet<>();
    incoming.forEach(connection -> inputs.add(connection.to().port()));
    Set<String> outputs = new LinkedHashSet<>();
    outgoing.forEach(connection -> outputs.add(connection.from().port()));
    int head =
        Stream.of(module.name(), Caption.shortKind(module))
            .mapToInt(text -> columns(text, NAME))
            .max()
            .orElse(0);
    int ports = widest(inputs) + 2 + widest(outputs);
    int lines = Math.max(inputs.size(), outputs.size());
    return new BoxSize(
        Math.max(head, ports) * COLUMN + 2 * PADDING,
        HEAD + lines * LINE + (lines > 0 ? PADDING / 2 : 0),
        List.copyOf(inputs),
        List.copyOf(outputs));
  }

  private static int widest(Set<String> ports) {
    return ports.stream().mapToInt(port -> columns(port, PORT)).max().orElse(0);
  }

  private static int columns(String text, int most) {
    return Math.min(most, Caption.columns(Caption.visible(text)));
  }

  /** How far below the box's upper edge the port of this place is. */
  static double portAt(int place) {
    return HEAD + (place + 0.5) * LINE;
  }

  double inputAt(String port) {
    return portAt(inputs.indexOf(port));
  }

  double outputAt(String port) {
    return portAt(outputs.indexOf(port));
  }
}
