package dev.roundhouse.client;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.roundhouse.graph.PipelineGraph;
import dev.roundhouse.history.ModuleShape;
import dev.roundhouse.module.Port;
import dev.roundhouse.pipeline.Plan;
import dev.roundhouse.pipeline.PortRef;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A plan as the record keeps it: modules, what is set on them, what they are connected to. */
final class RunShapes {

  /** Longer values are told by their type, size and SHA-256. */
  private static final int LONGEST_VALUE = 16 * 1024;

  private static final JSON TEXT = JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES);

  private RunShapes() {}

  /** A shape for each node; a group has no connections of its own, but those inside have. */
  static List<ModuleShape> of(Plan plan) {
    PipelineGraph graph = PipelineGraph.of(plan);
    Map<String, PipelineGraph.Module> drawn = new HashMap<>();
    graph.modules().forEach(module -> drawn.put(module.name(), module));
    Map<PortRef, List<PortRef>> sources = new HashMap<>();
    for (PipelineGraph.Connection connection : graph.connections()) {
      sources.computeIfAbsent(connection.to(), to -> new ArrayList<>()).add(connection.from());
    }
    List<ModuleShape> shapes = new ArrayList<>(plan.nodes().size());
    for (Plan.Node node : plan.nodes()) {
      PipelineGraph.Module group =
          new PipelineGraph.Module(
              node.name(), node.descriptor().type(), Optional.empty(), List.of());
      shapes.add(
          new ModuleShape(
              drawn.getOrDefault(node.name(), group),
              node.inputs().stream().map(input -> input(node, input, sources)).toList(),
              node.descriptor().outputs().stream().map(Port::name).toList()));
    }
    return shapes;
  }

  private static ModuleShape.Input input(
      Plan.Node node, Plan.Input input, Map<PortRef, List<PortRef>> sources) {
    return new ModuleShape.Input(
        input.name(),
        input.constant().map(RunShapes::text),
        sources.getOrDefault(new PortRef(node.name(), input.name()), List.of()));
  }

  /** The value as JSON. A user's value may throw whatever it likes. */
  private static String text(Object value) {
    try {
      String text = TEXT.asString(JsonValues.of(value));
      return text.length() <= LONGEST_VALUE ? text : TEXT.asString(summary(value, text));
    } catch (IOException | RuntimeException e) {
      return "null";
    }
  }

  private static Map<String, Object> summary(Object value, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("type", value.getClass().getTypeName());
    summary.put("bytes", bytes.length);
    summary.put("sha256", JsonValues.sha256(bytes));
    return summary;
  }
}
