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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A plan as the record keeps it: modules, what is set on them, what they are connected to. */
final class RunShapes {

  /** Longer values are told by their type, size and SHA-256. */
  private static final int LONGEST_VALUE = 16 * 1024;

  private static final JSON TEXT = JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES);

  private RunShapes() {}

  static List<ModuleShape> of(Plan plan) {
    List<PipelineGraph.Module> modules = PipelineGraph.of(plan).modules();
    List<ModuleShape> shapes = new ArrayList<>(modules.size());
    for (int i = 0; i < modules.size(); i++) {
      Plan.Node node = plan.nodes().get(i);
      shapes.add(
          new ModuleShape(
              modules.get(i),
              node.inputs().stream().map(RunShapes::input).toList(),
              node.descriptor().outputs().stream().map(Port::name).toList()));
    }
    return shapes;
  }

  private static ModuleShape.Input input(Plan.Input input) {
    return new ModuleShape.Input(
        input.name(),
        input.constant().map(RunShapes::text),
        input.sources().stream().map(source -> new PortRef(source.node(), source.port())).toList());
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
