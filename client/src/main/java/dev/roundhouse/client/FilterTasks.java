package dev.roundhouse.client;

import dev.roundhouse.pipeline.Plan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Tasks that do not depend on each other, each of which says whether its element is kept. */
final class FilterTasks implements NodeTasks {
  private static final Object DROPPED = new Object();

  private final Plan.Expansion.Filter filter;
  private final LoopTasks tasks;
  private final String port;
  private final String keep;
  private final @Nullable Object[] kept;

  FilterTasks(Plan.Node node, Plan.Expansion.Filter filter, PortValues ports, int limit)
      throws CannotExpand {
    this.filter = filter;
    this.tasks = new LoopTasks(node, filter.loop(), ports, limit);
    Map.Entry<String, String> output = node.outputs().entrySet().iterator().next();
    this.port = output.getKey();
    this.keep = output.getValue();
    this.kept = new Object[tasks.count()];
  }

  @Override
  public int count() {
    return tasks.count();
  }

  @Override
  public List<Range> first() {
    return tasks.first();
  }

  @Override
  public IntFunction<Map<String, Object>> inputs(Range range) {
    return tasks.inputs(range);
  }

  @Override
  public List<Range> succeeded(int task, Map<String, Object> outputs) {
    boolean keeps = Boolean.TRUE.equals(outputs.get(keep));
    kept[task] = keeps ? tasks.element(task, filter.element()) : DROPPED;
    return List.of();
  }

  @Override
  public Map<String, Object> outputs() {
    Map<String, Object> outputs = new HashMap<>();
    outputs.put(port, without(tasks.nest(kept), filter.loop().levels().size()));
    return outputs;
  }

  /** The lists of the last level without what was dropped. */
  private static @Nullable Object without(@Nullable Object nested, int depth) {
    if (depth == 0 || !(nested instanceof List<?> list)) {
      return nested;
    }
    List<Object> rest = new ArrayList<>();
    for (Object element : list) {
      if (element != DROPPED) {
        rest.add(without(element, depth - 1));
      }
    }
    return Collections.unmodifiableList(rest);
  }
}
