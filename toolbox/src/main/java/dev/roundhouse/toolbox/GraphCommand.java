package dev.roundhouse.toolbox;

import dev.roundhouse.graph.GraphDot;
import dev.roundhouse.graph.GraphMermaid;
import dev.roundhouse.graph.GraphSvg;
import dev.roundhouse.graph.GraphText;
import dev.roundhouse.graph.PipelineGraph;
import dev.roundhouse.pipeline.Planned;
import dev.roundhouse.pipeline.PortRef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Draws a pipeline. */
@Command(
    name = "graph",
    description = "Draws a pipeline: its modules in layers, and what goes from port to port.")
final class GraphCommand implements ToolboxCommand {

  /** What a drawing is written in. */
  enum Format {
    TEXT,
    DOT,
    SVG,
    MERMAID
  }

  @Mixin private final PipelineOptions pipeline = new PipelineOptions();

  @Option(
      names = "--format",
      paramLabel = "text|dot|svg|mermaid",
      defaultValue = "text",
      description = "Text for a terminal, Graphviz, a picture, or Mermaid. Default: text.")
  private Format format = Format.TEXT;

  @Override
  public ExitCode run(CommandContext context) {
    PipelineOptions.Loaded loaded = pipeline.load(context);
    if (loaded.planned() instanceof Planned.Refused refused) {
      throw PipelineOptions.refused(refused.problems());
    }
    PipelineGraph graph = PipelineGraph.of(((Planned.Ready) loaded.planned()).plan());
    Output output = context.output();
    if (output.manner().json()) {
      output.result(document(graph), "");
      return ExitCode.DONE;
    }
    if (format == Format.MERMAID && graph.connections().size() > GraphMermaid.MOST_CONNECTIONS) {
      output.say(
          "Mermaid draws "
              + GraphMermaid.MOST_CONNECTIONS
              + " connections unless its maxEdges is raised, and there are "
              + graph.connections().size()
              + "; --format svg has no limit");
    }
    output.result(Map.of(), drawing(graph));
    return ExitCode.DONE;
  }

  private String drawing(PipelineGraph graph) {
    return switch (format) {
      case TEXT -> GraphText.of(graph);
      case DOT -> GraphDot.of(graph);
      case SVG -> GraphSvg.of(graph);
      case MERMAID -> GraphMermaid.of(graph);
    };
  }

  private static Map<String, Object> document(PipelineGraph graph) {
    Map<String, Integer> layers = graph.layers();
    Map<String, Object> modules = new LinkedHashMap<>();
    for (PipelineGraph.Module module : graph.modules()) {
      Map<String, @Nullable Object> document = new LinkedHashMap<>();
      document.put("type", module.type());
      document.put("runs", module.runs().orElse(null));
      document.put("each", module.each());
      document.put("layer", layers.getOrDefault(module.name(), 0) + 1);
      modules.put(module.name(), document);
    }
    List<Map<String, Object>> connections =
        graph.connections().stream()
            .map(
                connection ->
                    Map.<String, Object>of(
                        "from", port(connection.from()), "to", port(connection.to())))
            .toList();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("pipeline", graph.name());
    document.put("modules", modules);
    document.put("connections", connections);
    return document;
  }

  private static Map<String, Object> port(PortRef port) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("module", port.module());
    document.put("port", port.port());
    return document;
  }
}
