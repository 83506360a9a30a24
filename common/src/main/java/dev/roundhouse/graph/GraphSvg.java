package dev.roundhouse.graph;

import dev.roundhouse.graph.GraphLayout.Box;
import dev.roundhouse.graph.GraphLayout.Frame;
import dev.roundhouse.graph.GraphLayout.PlacedPort;
import dev.roundhouse.graph.GraphLayout.Point;
import dev.roundhouse.graph.GraphLayout.Route;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * A pipeline as an SVG picture, in ASCII and with nothing from outside. Each module is a group of
 * class {@code module} with its name in {@code data-module}, each connection a path of class {@code
 * connection}; names in full are titles, which viewers show under the pointer.
 */
public final class GraphSvg {

  private static final String STYLE =
      """
      .pipeline { background: #fff; font: 12px ui-monospace, monospace; }
      .pipeline .module rect { fill: #f4f6f8; stroke: #53627c; }
      .pipeline .module text { fill: #1b2433; }
      .pipeline .module .name { font-weight: bold; }
      .pipeline .module .type, .pipeline .module .port { fill: #53627c; }
      .pipeline .connection { fill: none; stroke: #8fa0b8; stroke-width: 1.4; }
      .pipeline .dot { fill: #53627c; }
      .pipeline .group rect { fill: none; stroke: #8fa0b8; stroke-dasharray: 4 3; }
      .pipeline .group text { fill: #53627c; font-size: 9px; }
      """;

  private static final double STACKED = 4;
  private static final double RADIUS = 5;

  /** From the middle of a line to the base line of its text. */
  private static final double BASE = 4;

  private final StringBuilder svg = new StringBuilder();

  private final Function<PipelineGraph.Module, String> marks;

  private GraphSvg(Function<PipelineGraph.Module, String> marks) {
    this.marks = marks;
  }

  /** The text, without a line end at its end. */
  public static String of(PipelineGraph graph) {
    return of(graph, GraphLayout.of(graph));
  }

  /** As {@link #of(PipelineGraph)}, where the layout is there already. */
  public static String of(PipelineGraph graph, GraphLayout layout) {
    return new GraphSvg(module -> "").draw(graph, layout);
  }

  /**
   * As {@link #of(PipelineGraph)}, with modules marked.
   *
   * @param marks a further class of each module's group, for style sheets; empty for none
   */
  public static String marked(PipelineGraph graph, Function<PipelineGraph.Module, String> marks) {
    return new GraphSvg(marks).draw(graph, GraphLayout.of(graph));
  }

  private String draw(PipelineGraph graph, GraphLayout layout) {
    String size = number(layout.width()) + " " + number(layout.height());
    svg.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"pipeline\" role=\"img\" viewBox=\"0 0 ");
    svg.append(size).append("\" width=\"").append(number(layout.width()));
    svg.append("\" height=\"").append(number(layout.height())).append("\">\n");
    svg.append("<title>").append(escaped(graph.name())).append("</title>\n");
    svg.append("<style>\n").append(STYLE).append("</style>\n");
    layout.frames().forEach(this::frame);
    layout.routes().forEach(this::route);
    layout.boxes().values().forEach(this::box);
    return svg.append("</svg>").toString();
  }

  private void frame(Frame frame) {
    svg.append("<g class=\"group\">");
    rectangle(frame.x(), frame.y(), frame.width(), frame.height());
    text("", frame.x() + RADIUS, frame.y() - 2, frame.group(), BoxSize.NAME);
    svg.append("</g>\n");
  }

  private void route(Route route) {
    svg.append("<path class=\"connection\" d=\"");
    List<Point> points = route.points();
    svg.append('M').append(place(points.get(0)));
    for (int i = 1; i < points.size(); i++) {
      Point from = points.get(i - 1);
      Point to = points.get(i);
      if (i % 2 == 0) {
        svg.append('L').append(place(to));
      } else {
        double middle = (from.x() + to.x()) / 2;
        svg.append('C').append(place(new Point(middle, from.y()))).append(' ');
        svg.append(place(new Point(middle, to.y()))).append(' ').append(place(to));
      }
    }
    svg.append("\"><title>").append(escaped(route.from() + " -> " + route.to()));
    svg.append("</title></path>\n");
  }

  private void box(Box box) {
    PipelineGraph.Module module = box.module();
    String mark = marks.apply(module);
    svg.append("<g class=\"module").append(mark.isEmpty() ? "" : " " + escaped(mark));
    svg.append("\" data-module=\"").append(escaped(module.name())).append("\">");
    svg.append("<title>").append(escaped(module.name() + ": " + Caption.kind(module)));
    svg.append("</title>");
    if (!module.each().isEmpty()) {
      rectangle(box.x() + STACKED, box.y() + STACKED, box.width(), box.height());
    }
    rectangle(box.x(), box.y(), box.width(), box.height());
    double left = box.x() + BoxSize.PADDING;
    double line = box.y() + BoxSize.PADDING / 2 + BoxSize.LINE / 2 + BASE;
    text(" class=\"name\"", left, line, module.name(), BoxSize.NAME);
    String kind = Caption.shortKind(module);
    text(" class=\"type\"", left, line + BoxSize.LINE, kind, BoxSize.NAME);
    for (PlacedPort port : box.inputs()) {
      text(" class=\"port\"", left, port.y() + BASE, port.name(), BoxSize.PORT);
      dot(box.x(), port.y());
    }
    double right = box.x() + box.width();
    for (PlacedPort port : box.outputs()) {
      String end = " class=\"port\" text-anchor=\"end\"";
      text(end, right - BoxSize.PADDING, port.y() + BASE, port.name(), BoxSize.PORT);
      dot(right, port.y());
    }
    svg.append("</g>\n");
  }

  private void rectangle(double x, double y, double width, double height) {
    svg.append("<rect x=\"").append(number(x)).append("\" y=\"").append(number(y));
    svg.append("\" width=\"").append(number(width)).append("\" height=\"").append(number(height));
    svg.append("\" rx=\"").append(number(RADIUS)).append("\"/>");
  }

  private void text(String attributes, double x, double y, String text, int most) {
    svg.append("<text").append(attributes).append(" x=\"").append(number(x));
    svg.append("\" y=\"").append(number(y)).append("\">");
    svg.append(escaped(Caption.shortened(Caption.visible(text), most))).append("</text>");
  }

  private void dot(double x, double y) {
    svg.append("<circle class=\"dot\" cx=\"").append(number(x)).append("\" cy=\"");
    svg.append(number(y)).append("\" r=\"2.5\"/>");
  }

  private static String place(Point point) {
    return number(point.x()) + " " + number(point.y());
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    Caption.visible(text)
        .codePoints()
        .forEach(
            point -> {
              if (point > '~' || "&<>\"'".indexOf(point) >= 0) {
                escaped.append("&#").append(point).append(';');
              } else {
                escaped.appendCodePoint(point);
              }
            });
    return escaped.toString();
  }
}
