package dev.roundhouse.graph;

import dev.roundhouse.graph.PipelineGraph.Connection;
import dev.roundhouse.graph.PipelineGraph.Module;
import java.util.HashMap;
import java.util.Map;

/**
 * A pipeline in the language of <a href="https://graphviz.org/doc/info/lang.html">Graphviz</a>, in
 * ASCII: names are labels of numbered nodes, so that any name will do.
 */
public final class GraphDot {

  private final PipelineGraph graph;
  private final Map<String, String> ids = new HashMap<>();
  private final StringBuilder dot = new StringBuilder();
  private int clusters;

  private GraphDot(PipelineGraph graph) {
    this.graph = graph;
    graph.modules().forEach(module -> ids.put(module.name(), "n" + ids.size()));
  }

  /** The text, without a line end at its end. */
  public static String of(PipelineGraph graph) {
    return new GraphDot(graph).text();
  }

  private String text() {
    dot.append("digraph ").append(quoted(graph.name())).append(" {\n");
    dot.append("  rankdir=LR\n");
    dot.append("  node [shape=box, style=rounded, fontname=\"sans-serif\"]\n");
    dot.append("  edge [fontname=\"sans-serif\", fontsize=10]\n");
    group(GroupTree.of(graph), "  ");
    graph.connections().forEach(this::edge);
    return dot.append('}').toString();
  }

  private void group(GroupTree group, String indent) {
    group.modules().forEach(module -> node(module, indent));
    for (GroupTree inner : group.groups()) {
      dot.append(indent).append("subgraph cluster").append(clusters++).append(" {\n");
      dot.append(indent).append("  label=").append(quoted(inner.name())).append('\n');
      group(inner, indent + "  ");
      dot.append(indent).append("}\n");
    }
  }

  private void node(Module module, String indent) {
    String label = escaped(module.name()) + "\\n" + escaped(Caption.shortKind(module));
    dot.append(indent).append(ids.get(module.name())).append(" [label=\"").append(label);
    dot.append('"').append(module.each().isEmpty() ? "" : ", peripheries=2").append("]\n");
  }

  private void edge(Connection connection) {
    dot.append("  ").append(ids.get(connection.from().module()));
    dot.append(" -> ").append(ids.get(connection.to().module()));
    String label = connection.from().port() + " -> " + connection.to().port();
    dot.append(" [label=").append(quoted(label)).append("]\n");
  }

  private static String quoted(String text) {
    return '"' + escaped(text) + '"';
  }

  /** Graphviz reads entities and backslashes in labels. */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    Caption.visible(text)
        .codePoints()
        .forEach(
            point -> {
              if (point == '\\') {
                escaped.append("\\\\");
              } else if (point > '~' || "&<>\"".indexOf(point) >= 0) {
                escaped.append("&#").append(point).append(';');
              } else {
                escaped.appendCodePoint(point);
              }
            });
    return escaped.toString();
  }
}
