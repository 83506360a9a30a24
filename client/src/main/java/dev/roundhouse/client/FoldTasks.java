package dev.roundhouse.client;

import dev.roundhouse.pipeline.Plan;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Tasks one after the other, the output of each being the accumulator of the next. */
final class FoldTasks implements NodeTasks {
  private final Plan.Node node;
  private final Plan.Expansion.Fold fold;
  private final PortValues ports;
  private final Map<String, Object> fixed;
  private final Iterations elements;
  private @Nullable Object accumulator;
  private int next;

  FoldTasks(Plan.Node node, Plan.Expansion.Fold fold, PortValues ports, int limit)
      throws CannotExpand {
    this.node = node;
    this.fold = fold;
    this.ports = ports;
    this.fixed = ports.without(List.of(fold.element(), fold.accumulator()));
    Plan.Expansion.Loop overElements =
        new Plan.Expansion.Loop(List.of(new Plan.LoopPort(fold.element(), 1)), false);
    List<Object> list = Collections.singletonList(ports.raw(fold.element()));
    this.elements = new Iterations(overElements, list, limit);
    this.accumulator = ports.one(fold.accumulator());
  }

  @Override
  public int count() {
    return elements.count();
  }

  @Override
  public Range first() {
    return nextRange();
  }

  @Override
  public IntFunction<Map<String, Object>> inputs() {
    Object before = accumulator;
    return task -> {
      Map<String, Object> inputs = new LinkedHashMap<>(fixed);
      inputs.put(fold.accumulator(), ports.converted(fold.accumulator(), before));
      inputs.put(fold.element(), ports.converted(fold.element(), elements.element(task, 0)));
      return inputs;
    };
  }

  @Override
  public Range succeeded(int task, Map<String, Object> outputs) {
    if (task != next) {
      throw new IllegalStateException(
          "module " + node.name() + ": step " + task + " of a fold ended before step " + next);
    }
    accumulator = outputs.get(fold.output());
    next++;
    return nextRange();
  }

  private Range nextRange() {
    return next < elements.count() ? new Range(next, next + 1) : Range.NONE;
  }

  @Override
  public Map<String, Object> outputs() {
    Map<String, Object> outputs = new LinkedHashMap<>();
    node.outputs()
        .forEach(
            (port, calleePort) -> {
              if (calleePort.equals(fold.output())) {
                outputs.put(port, accumulator);
              }
            });
    return Collections.unmodifiableMap(outputs);
  }
}
