package dev.roundhouse.graph;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Names as they stand in a drawing: nobody's name can break out of its place. */
final class Caption {

  private static final String CUT = "…";

  private Caption() {}

  /**
   * Every character visible: control characters and marks that turn the reading direction as code.
   */
  static String visible(String text) {
    return text.codePoints()
        .mapToObj(point -> isVisible(point) ? Character.toString(point) : code(point))
        .collect(Collectors.joining());
  }

  private static boolean isVisible(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  private static String code(int point) {
    return String.format(Locale.ROOT, point > 0xffff ? "\\u{%x}" : "\\u%04x", point);
  }

  /** At most so many columns, the middle cut. */
  static String shortened(String text, int most) {
    if (columns(text) <= most) {
      return text;
    }
    int[] points = text.codePoints().toArray();
    int tail = 0;
    for (int columns = 0; columns + width(points[points.length - 1 - tail]) <= (most - 1) / 2; ) {
      columns += width(points[points.length - 1 - tail++]);
    }
    String end = new String(points, points.length - tail, tail);
    int head = 0;
    for (int left = most - 1 - columns(end); left >= width(points[head]); ) {
      left -= width(points[head++]);
    }
    return new String(points, 0, head) + CUT + end;
  }

  /** How many columns of a terminal or a font of one width it takes. */
  static int columns(String text) {
    return text.codePoints().map(Caption::width).sum();
  }

  private static int width(int point) {
    boolean wide =
        point >= 0x1100
            && (Character.isIdeographic(point)
                || point <= 0x115f
                || (point >= 0x3000 && point <= 0x30ff)
                || (point >= 0xac00 && point <= 0xd7a3)
                || (point >= 0xff00 && point <= 0xff60)
                || (point >= 0x1f300 && point <= 0x1faff));
    return wide ? 2 : 1;
  }

  /** What a module is, in full: {@code map of com.acme.Scale, for each image}. */
  static String kind(PipelineGraph.Module module) {
    return kind(module, module.type(), module.runs().orElse(""));
  }

  /** As {@link #kind} with classes by their simple names. */
  static String shortKind(PipelineGraph.Module module) {
    return kind(module, simple(module.type()), simple(module.runs().orElse("")));
  }

  private static String kind(PipelineGraph.Module module, String type, String runs) {
    List<String> each =
        module.each().stream().filter(port -> runs.isEmpty() || !port.equals("list")).toList();
    return type
        + (runs.isEmpty() ? "" : " of " + runs)
        + (each.isEmpty() ? "" : ", for each " + String.join(", ", each));
  }

  private static String simple(String type) {
    return type.substring(type.lastIndexOf('.') + 1);
  }
}
