package dev.roundhouse.client;

import dev.roundhouse.pipeline.Plan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * For each combination of a loop, tasks one after the other, the output of each being the
 * accumulator of the next. Tasks are numbered through: those of the first combination come first.
 */
final class FoldTasks implements NodeTasks {
  private final Plan.Node node;
  private final Plan.Expansion.Fold fold;
  private final PortValues ports;
  private final Iterations iterations;
  private final Map<String, Object> common;
  private final List<Chain> chains = new ArrayList<>();
  private final TreeMap<Integer, Chain> byFirstTask = new TreeMap<>();
  private final int count;

  /** One combination. */
  private static final class Chain {
    private final int firstTask;
    private final Map<String, Object> fixed;
    private final List<?> elements;
    private @Nullable Object accumulator;
    private int next;

    private Chain(
        int firstTask, Map<String, Object> fixed, List<?> elements, @Nullable Object accumulator) {
      this.firstTask = firstTask;
      this.fixed = fixed;
      this.elements = elements;
      this.accumulator = accumulator;
    }

    private List<Range> nextRange() {
      int task = firstTask + next;
      return next < elements.size() ? List.of(new Range(task, task + 1)) : List.of();
    }
  }

  FoldTasks(Plan.Node node, Plan.Expansion.Fold fold, PortValues ports, int limit)
      throws CannotExpand {
    this.node = node;
    this.fold = fold;
    this.ports = ports;
    this.iterations = new Iterations(fold.loop(), ports, limit);
    Set<String> own = new HashSet<>(iterations.ports());
    own.addAll(List.of(fold.element(), fold.accumulator()));
    this.common = ports.without(own);
    int tasks = 0;
    for (int i = 0; i < iterations.count(); i++) {
      Chain chain = chain(i, tasks);
      chains.add(chain);
      if (chain.elements.size() > limit - tasks) {
        throw Iterations.tooMany(List.of(fold.element()), limit);
      }
      tasks += chain.elements.size();
      if (!chain.elements.isEmpty()) {
        byFirstTask.put(chain.firstTask, chain);
      }
    }
    this.count = tasks;
  }

  private Chain chain(int combination, int firstTask) throws CannotExpand {
    Map<String, Object> fixed = new LinkedHashMap<>(common);
    Object list = ports.raw(fold.element());
    Object initial = ports.raw(fold.accumulator());
    for (int i = 0; i < iterations.ports().size(); i++) {
      String port = iterations.ports().get(i);
      Object element = iterations.element(combination, i);
      if (port.equals(fold.element())) {
        list = element;
      } else if (port.equals(fold.accumulator())) {
        initial = element;
      } else {
        fixed.put(port, ports.one(port, element));
      }
    }
    return new Chain(
        firstTask,
        fixed,
        Iterations.list(fold.element(), list),
        ports.one(fold.accumulator(), initial));
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public List<Range> first() {
    return chains.stream().flatMap(chain -> chain.nextRange().stream()).toList();
  }

  private Chain chainOf(int task) {
    return byFirstTask.floorEntry(task).getValue();
  }

  @Override
  public IntFunction<Map<String, Object>> inputs(Range range) {
    Chain chain = chainOf(range.from());
    Object element = chain.elements.get(range.from() - chain.firstTask);
    Object before = chain.accumulator;
    return task -> {
      Map<String, Object> inputs = new LinkedHashMap<>(chain.fixed);
      inputs.put(fold.accumulator(), ports.converted(fold.accumulator(), before));
      inputs.put(fold.element(), ports.converted(fold.element(), element));
      return inputs;
    };
  }

  @Override
  public List<Range> succeeded(int task, Map<String, Object> outputs) {
    Chain chain = chainOf(task);
    if (task != chain.firstTask + chain.next) {
      throw new IllegalStateException(
          "module " + node.name() + ": step " + task + " of a fold ended out of order");
    }
    chain.accumulator = outputs.get(fold.output());
    chain.next++;
    return chain.nextRange();
  }

  @Override
  public Map<String, Object> outputs() {
    Object[] results = chains.stream().map(chain -> chain.accumulator).toArray();
    Map<String, Object> outputs = new LinkedHashMap<>();
    node.outputs()
        .forEach(
            (port, calleePort) -> {
              if (calleePort.equals(fold.output())) {
                outputs.put(port, iterations.nest(results));
              }
            });
    return Collections.unmodifiableMap(outputs);
  }
}
