package dev.roundhouse.client;

import dev.roundhouse.pipeline.Plan;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** Tasks that do not depend on each other: one, or one a combination of looped elements. */
final class LoopTasks implements NodeTasks {
  private final PortValues ports;
  private final List<String> looped;
  private final Map<String, Object> fixed;
  private final Iterations iterations;
  private final Map<String, String> calleePorts;
  private final Map<String, Object[]> results = new LinkedHashMap<>();

  LoopTasks(Plan.Node node, Plan.Expansion.Loop loop, PortValues ports, int limit)
      throws CannotExpand {
    this.ports = ports;
    this.looped = loop.ports().stream().map(Plan.LoopPort::port).toList();
    this.fixed = ports.without(looped);
    List<Object> values = new java.util.ArrayList<>();
    looped.forEach(port -> values.add(ports.raw(port)));
    this.iterations = new Iterations(loop, values, limit);
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
  public Range first() {
    return new Range(0, iterations.count());
  }

  @Override
  public IntFunction<Map<String, Object>> inputs() {
    return looped.isEmpty() ? task -> fixed : this::combined;
  }

  private Map<String, Object> combined(int task) {
    Map<String, Object> inputs = new LinkedHashMap<>(fixed);
    for (int i = 0; i < looped.size(); i++) {
      String port = looped.get(i);
      inputs.put(port, ports.converted(port, iterations.element(task, i)));
    }
    return inputs;
  }

  @Override
  public Range succeeded(int task, Map<String, Object> outputs) {
    results.forEach((port, values) -> values[task] = outputs.get(calleePorts.get(port)));
    return Range.NONE;
  }

  @Override
  public Map<String, Object> outputs() {
    Map<String, Object> outputs = new LinkedHashMap<>();
    results.forEach((port, values) -> outputs.put(port, iterations.nest(values)));
    return Collections.unmodifiableMap(outputs);
  }
}
