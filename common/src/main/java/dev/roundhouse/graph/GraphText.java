package dev.roundhouse.graph;

import dev.roundhouse.graph.PipelineGraph.Connection;
import dev.roundhouse.graph.PipelineGraph.Module;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A pipeline for a terminal: a line a module, layer by layer, with its connections below it, and
 * rails on the left that lead from each module to those that need it.
 */
public final class GraphText {

  /** Columns of a list of targets. */
  private static final int WIDTH = 72;

  private final PipelineGraph graph;
  private final Map<String, List<Connection>> outgoing;
  private final List<List<Module>> layers;

  private GraphText(PipelineGraph graph, GraphLayout layout) {
    this.graph = graph;
    this.outgoing = graph.outgoing();
    this.layers = layout.layers();
  }

  /** The text, without a line end at its end. Names are printed with control characters visible. */
  public static String of(PipelineGraph graph) {
    return new GraphText(graph, GraphLayout.of(graph)).text();
  }

  private String text() {
    List<String> lines = new ArrayList<>();
    lines.add(
        Caption.visible(graph.name())
            + ": "
            + counted(graph.modules().size(), "module")
            + " in "
            + counted(layers.size(), "layer")
            + ", "
            + counted(graph.connections().size(), "connection"));
    lines.add("");
    Rails rails = Rails.of(layers, outgoing);
    int digits = String.valueOf(layers.size()).length();
    for (int layer = 0; layer < layers.size(); layer++) {
      String number = String.valueOf(layer + 1);
      for (Module module : layers.get(layer)) {
        String margin = " ".repeat(digits - number.length()) + number;
        add(lines, margin, rails.row(module.name()));
        lines.set(lines.size() - 1, lines.get(lines.size() - 1) + title(module));
        List<String> targets = targets(module);
        List<String> below = rails.below(module.name(), targets.size());
        for (int i = 0; i < targets.size(); i++) {
          add(lines, " ".repeat(digits), below.get(i));
          lines.set(lines.size() - 1, lines.get(lines.size() - 1) + "    " + targets.get(i));
        }
        number = "";
      }
    }
    return lines.stream().map(String::stripTrailing).collect(Collectors.joining("\n"));
  }

  private static void add(List<String> lines, String margin, String rail) {
    lines.add(margin + "  " + rail + "  ");
  }

  private static String title(Module module) {
    return Caption.visible(module.name()) + "  " + Caption.visible(Caption.kind(module));
  }

  /** {@code port -> module.port, module.port}, in lines that are not too long. */
  private List<String> targets(Module module) {
    Map<String, List<String>> byPort = new LinkedHashMap<>();
    for (Connection connection : outgoing.getOrDefault(module.name(), List.of())) {
      byPort
          .computeIfAbsent(connection.from().port(), port -> new ArrayList<>())
          .add(Caption.visible(connection.to().toString()));
    }
    List<String> lines = new ArrayList<>();
    byPort.forEach((port, targets) -> wrap(Caption.visible(port) + " -> ", targets, lines));
    return lines;
  }

  private static void wrap(String start, List<String> words, List<String> lines) {
    StringBuilder line = new StringBuilder(start);
    int used = 0;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i) + (i < words.size() - 1 ? "," : "");
      if (used > 0 && line.length() + word.length() >= WIDTH) {
        lines.add(line.toString().stripTrailing());
        line = new StringBuilder(" ".repeat(start.length()));
        used = 0;
      }
      line.append(word).append(' ');
      used++;
    }
    lines.add(line.toString().stripTrailing());
  }

  private static String counted(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
