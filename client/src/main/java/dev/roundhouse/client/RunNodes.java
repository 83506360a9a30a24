package dev.roundhouse.client;

import dev.roundhouse.pipeline.Plan;
import java.util.AbstractList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The modules of a run by their index in the plan, who needs whom, and the values between them.
 * Built in time linear in modules and connections.
 */
final class RunNodes extends AbstractList<NodeRun> {
  private final Map<String, Integer> indexes = new HashMap<>();
  private final List<NodeRun> nodes = new ArrayList<>();
  private final List<String> sinks;

  /**
   * @throws IllegalArgumentException a name is there twice, a node stands before one that it needs,
   *     or a sink is unknown
   */
  RunNodes(Plan plan) {
    sinks = plan.sinks();
    List<int[]> sources = new ArrayList<>();
    List<List<Integer>> dependents = new ArrayList<>();
    for (Plan.Node node : plan.nodes()) {
      int index = sources.size();
      Set<Integer> needed = new LinkedHashSet<>();
      node.inputs().stream()
          .flatMap(input -> input.sources().stream())
          .forEach(source -> needed.add(index(source.node())));
      if (indexes.put(node.name(), index) != null) {
        throw new IllegalArgumentException("module " + node.name() + " is in the plan twice");
      }
      sources.add(array(needed));
      dependents.add(new ArrayList<>());
      needed.forEach(source -> dependents.get(source).add(index));
    }
    sinks.forEach(this::index);
    Set<String> kept = new HashSet<>(sinks);
    for (int i = 0; i < sources.size(); i++) {
      Plan.Node node = plan.nodes().get(i);
      boolean sink = kept.contains(node.name());
      nodes.add(new NodeRun(i, node, sources.get(i), array(dependents.get(i)), sink));
    }
  }

  private int index(String node) {
    Integer index = indexes.get(node);
    if (index == null) {
      throw new IllegalArgumentException(
          "module " + node + " is named in the plan but does not stand earlier in it");
    }
    return index;
  }

  private static int[] array(Collection<Integer> values) {
    return values.stream().mapToInt(Integer::intValue).toArray();
  }

  @Override
  public NodeRun get(int index) {
    return nodes.get(index);
  }

  @Override
  public int size() {
    return nodes.size();
  }

  /** Whether the task was submitted and has not ended; false for an unknown one. */
  boolean isOpen(TaskKey task) {
    return task.node() >= 0
        && task.node() < nodes.size()
        && nodes.get(task.node()).isOpen(task.index());
  }

  /** The values of the module's inputs, by port; all its sources have their outputs. */
  Map<String, Object> inputs(NodeRun run) {
    Map<String, Object> values = new LinkedHashMap<>();
    run.node.inputs().forEach(input -> values.put(input.port(), value(input)));
    return values;
  }

  private @Nullable Object value(Plan.Input input) {
    if (input.collect()) {
      return input.sources().stream().map(this::output).toList();
    }
    if (input.sources().isEmpty()) {
      return input.constant().orElse(Optional.empty());
    }
    return output(input.sources().get(0));
  }

  private @Nullable Object output(Plan.Source source) {
    return nodes.get(index(source.node())).outputs.get(source.port());
  }

  /** The module has read its inputs, or never will: frees outputs that nobody else may read. */
  void releaseSources(NodeRun run) {
    for (int source : run.sources) {
      nodes.get(source).readers--;
      dropUnread(nodes.get(source));
    }
  }

  /** Gives every waiting module that needs this one, directly or not; they no longer wait then. */
  void forEachWaitingAfter(NodeRun first, Consumer<NodeRun> ending) {
    Queue<NodeRun> reached = new ArrayDeque<>(List.of(first));
    while (!reached.isEmpty()) {
      for (int dependent : reached.remove().dependents) {
        NodeRun next = nodes.get(dependent);
        if (next.status() == ModuleStatus.WAITING) {
          ending.accept(next);
          reached.add(next);
        }
      }
    }
  }

  void dropUnread(NodeRun run) {
    if (run.readers == 0 && !run.sink) {
      run.outputs = Map.of();
    }
  }

  /** The outputs of every sink that has them, by sink and port. */
  Map<String, Map<String, Object>> sinkOutputs() {
    Map<String, Map<String, Object>> outputs = new LinkedHashMap<>();
    for (String sink : sinks) {
      NodeRun run = nodes.get(index(sink));
      if (run.status().hasOutputs()) {
        outputs.put(sink, run.outputs);
      }
    }
    return outputs;
  }
}
