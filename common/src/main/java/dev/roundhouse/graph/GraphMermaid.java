package dev.roundhouse.graph;

import dev.roundhouse.graph.PipelineGraph.Connection;
import dev.roundhouse.graph.PipelineGraph.Module;
import java.util.HashMap;
import java.util.Map;

/**
 * A pipeline as a <a href="https://mermaid.js.org/syntax/flowchart.html">Mermaid</a> flowchart, in
 * ASCII: names are labels of numbered nodes, and what Mermaid or HTML could read in them is written
 * as character codes.
 */
public final class GraphMermaid {

  /** Mermaid draws no more connections unless its page is configured to. */
  public static final int MOST_CONNECTIONS = 500;

  private static final String PLAIN = " _-.,:/()+*=@'?!";

  private final PipelineGraph graph;
  private final Map<String, String> ids = new HashMap<>();
  private final StringBuilder chart = new StringBuilder("flowchart LR\n");
  private int groups;

  private GraphMermaid(PipelineGraph graph) {
    this.graph = graph;
    graph.modules().forEach(module -> ids.put(module.name(), "n" + ids.size()));
  }

  /** The text, without a line end at its end. */
  public static String of(PipelineGraph graph) {
    return new GraphMermaid(graph).text();
  }

  private String text() {
    group(GroupTree.of(graph), "  ");
    graph.connections().forEach(this::edge);
    return chart.toString().stripTrailing();
  }

  private void group(GroupTree group, String indent) {
    group.modules().forEach(module -> node(module, indent));
    for (GroupTree inner : group.groups()) {
      chart.append(indent).append("subgraph g").append(groups++);
      chart.append("[\"").append(escaped(inner.name())).append("\"]\n");
      group(inner, indent + "  ");
      chart.append(indent).append("end\n");
    }
  }

  /** Those that run for each element have a double border. */
  private void node(Module module, String indent) {
    boolean once = module.each().isEmpty();
    chart.append(indent).append(ids.get(module.name())).append(once ? "[\"" : "[[\"");
    chart.append(escaped(module.name())).append("<br/>");
    chart.append(escaped(Caption.shortKind(module))).append(once ? "\"]\n" : "\"]]\n");
  }

  private void edge(Connection connection) {
    chart.append("  ").append(ids.get(connection.from().module())).append(" -->|\"");
    chart.append(escaped(connection.from().port())).append(" #8594; ");
    chart.append(escaped(connection.to().port())).append("\"| ");
    chart.append(ids.get(connection.to().module())).append('\n');
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    Caption.visible(text)
        .codePoints()
        .forEach(
            point -> {
              if ((point < 128 && Character.isLetterOrDigit(point)) || PLAIN.indexOf(point) >= 0) {
                escaped.appendCodePoint(point);
              } else {
                escaped.append('#').append(point).append(';');
              }
            });
    return escaped.toString();
  }
}
