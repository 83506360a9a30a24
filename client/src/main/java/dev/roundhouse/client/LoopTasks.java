package dev.roundhouse.client;

import dev.roundhouse.pipeline.Plan;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Tasks that do not depend on each other: one, or one a combination of looped elements. */
final class LoopTasks implements NodeTasks {
  private final PortValues ports;
  private final Iterations iterations;
  private final Map<String, Object> fixed;
  private final Map<String, String> calleePorts;
  private final Map<String, Object[]> results = new LinkedHashMap<>();

  LoopTasks(Plan.Node node, Plan.Expansion.Loop loop, PortValues ports, int limit)
      throws CannotExpand {
    this.ports = ports;
    this.iterations = new Iterations(loop, ports, limit);
    this.fixed = ports.without(iterations.ports());
    this.calleePorts = node.outputs();
    node.descriptor().outputs().stream()
        .filter(port -> calleePorts.containsKey(port.name()))
        .forEach(port -> results.put(port.name(), new Object[iterations.count()]));
  }

  @Override
  public int count() {
    return iterations.count();
  }

  @Override
  public List<Range> first() {
    return count() == 0 ? List.of() : List.of(new Range(0, count()));
  }

  @Override
  public IntFunction<Map<String, Object>> inputs(Range range) {
    return iterations.ports().isEmpty() ? task -> fixed : this::combined;
  }

  private Map<String, Object> combined(int task) {
    Map<String, Object> inputs = new LinkedHashMap<>(fixed);
    for (int i = 0; i < iterations.ports().size(); i++) {
      String port = iterations.ports().get(i);
      inputs.put(port, ports.converted(port, iterations.element(task, i)));
    }
    return inputs;
  }

  /** What a task has at a looped port. */
  @Nullable Object element(int task, String port) {
    return ports.converted(port, iterations.element(task, iterations.ports().indexOf(port)));
  }

  /** One result a task, nested as its inputs were. */
  @Nullable Object nest(@Nullable Object[] results) {
    return iterations.nest(results);
  }

  @Override
  public List<Range> succeeded(int task, Map<String, Object> outputs) {
    results.forEach((port, values) -> values[task] = outputs.get(calleePorts.get(port)));
    return List.of();
  }

  @Override
  public Map<String, Object> outputs() {
    Map<String, Object> outputs = new LinkedHashMap<>();
    results.forEach((port, values) -> outputs.put(port, iterations.nest(values)));
    return Collections.unmodifiableMap(outputs);
  }
}
