package dev.roundhouse.client;

import dev.roundhouse.pipeline.Plan;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One run of the nodes of a wiring, and the values between them: of the pipeline, or of a group for
 * one task of it. A plain record of facts that only {@link PipelineCore} changes.
 */
final class Frame extends AbstractList<NodeRun> {
  private final Wiring wiring;
  private final List<NodeRun> nodes = new ArrayList<>();
  private final Map<String, Object> outside;
  private final @Nullable NodeRun owner;

  /** The task of the owner that this is, among all tasks of that group; 0 for the pipeline. */
  final int number;

  /** The module because of which this has no outputs. */
  private Optional<String> cause = Optional.empty();

  private boolean cancelled;
  private int notFinal;

  private Frame(Wiring wiring, Map<String, Object> outside, @Nullable NodeRun owner, int number) {
    this.wiring = wiring;
    this.outside = outside;
    this.owner = owner;
    this.number = number;
    wiring.places().forEach(place -> nodes.add(new NodeRun(this, place, wiring)));
    this.notFinal = nodes.size();
  }

  /** The pipeline's own. */
  static Frame top(Wiring wiring) {
    return new Frame(wiring, Map.of(), null, 0);
  }

  /**
   * A task of a group.
   *
   * @param task of the owner
   * @param values at the group's ports
   */
  static Frame inside(Wiring wiring, NodeRun owner, int task, Map<String, Object> values) {
    return new Frame(wiring, values, owner, owner.firstTask() + task);
  }

  boolean isTop() {
    return owner == null;
  }

  /** The group's node. */
  NodeRun owner() {
    if (owner == null) {
      throw new IllegalStateException("the pipeline is no task of a group");
    }
    return owner;
  }

  /** The task of the owner that this is. */
  int task() {
    return number - owner().firstTask();
  }

  @Override
  public NodeRun get(int number) {
    return nodes.get(number);
  }

  @Override
  public int size() {
    return nodes.size();
  }

  /** The node of this index in the plan; empty where it is none of these. */
  Optional<NodeRun> at(int index) {
    int place = wiring.place(index);
    return place < 0 ? Optional.empty() : Optional.of(nodes.get(place));
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
    return wiring.isOutside(source.node())
        ? outside.get(source.port())
        : get(source.node()).outputs.get(source.port());
  }

  private NodeRun get(String node) {
    return nodes.get(wiring.number(node));
  }

  /** The module has read its inputs, or never will: frees outputs that nobody else may read. */
  void releaseSources(NodeRun run) {
    for (int source : run.sources) {
      nodes.get(source).readers--;
      dropUnread(nodes.get(source));
    }
  }

  void dropUnread(NodeRun run) {
    if (run.readers == 0 && !run.sink) {
      run.outputs = Map.of();
    }
  }

  /** A module of it became final. */
  void ended(NodeRun run) {
    notFinal--;
    if (run.status() == ModuleStatus.CANCELLED) {
      cancelled = true;
    } else if (!run.status().hasOutputs() && !run.unchosen && cause.isEmpty()) {
      cause = Optional.of(run.cause);
    }
  }

  boolean isOver() {
    return notFinal == 0;
  }

  Optional<String> cause() {
    return cause;
  }

  boolean isCancelled() {
    return cancelled;
  }

  boolean isLazy() {
    return wiring.isLazy();
  }

  /** The numbers of the nodes that an input has its value from. */
  Set<Integer> sources(Plan.Input input) {
    return wiring.sources(input);
  }

  /** The module because of which one of these was not chosen. */
  Optional<String> unchosen(Map<String, Plan.Source> sources) {
    return sources.values().stream()
        .filter(source -> !wiring.isOutside(source.node()))
        .map(source -> get(source.node()))
        .filter(run -> !run.status().hasOutputs())
        .map(run -> run.cause)
        .findFirst();
  }

  /** The outputs that these names stand for; every module has ended with its outputs. */
  Map<String, Object> outputs(Map<String, Plan.Source> sources) {
    Map<String, Object> outputs = new LinkedHashMap<>();
    sources.forEach((port, source) -> outputs.put(port, output(source)));
    return outputs;
  }

  /** The outputs of every sink that has them, by sink and port. */
  Map<String, Map<String, Object>> outputsOf(List<String> sinks) {
    Map<String, Map<String, Object>> outputs = new LinkedHashMap<>();
    for (String sink : sinks) {
      NodeRun run = get(sink);
      if (run.status().hasOutputs()) {
        outputs.put(sink, run.outputs);
      }
    }
    return outputs;
  }
}
