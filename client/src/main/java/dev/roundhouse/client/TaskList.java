package dev.roundhouse.client;

import dev.roundhouse.cache.NodeSigner;
import dev.roundhouse.cache.Signature;
import dev.roundhouse.cache.Smallness;
import dev.roundhouse.module.Fingerprinted;
import dev.roundhouse.pipeline.Plan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * The tasks of a module that is looked up, as far as the cache asks for them: one by one where they
 * loop over small values, and where they tell what they read of the world.
 *
 * @param inputs of each task, by the callee's port
 * @param fingerprints one a task; none where the module reads its inputs only
 */
record TaskList(List<Map<String, Object>> inputs, Set<String> looped, List<String> fingerprints) {

  /** Loops with more tasks are kept as a whole only. */
  private static final int MOST = 10_000;

  /**
   * The tasks; empty where the cache does not ask for them.
   *
   * @throws Exception they cannot be told
   */
  static Optional<TaskList> of(Plan.Node node, PipelineEffect.LookUp lookUp, int limit)
      throws Exception {
    Optional<Fingerprinted<Map<String, Object>>> reader = node.callee().type().fingerprinted();
    if (node.expansion() instanceof Plan.Expansion.Fold) {
      if (reader.isPresent()) {
        throw new IllegalArgumentException("it is a fold of modules that read the world");
      }
      return Optional.empty();
    }
    Set<String> looped = new HashSet<>();
    node.expansion().loop().levels().forEach(level -> looped.addAll(level.ports()));
    if (reader.isEmpty() && looped.isEmpty()) {
      return Optional.empty();
    }
    NodeTasks tasks;
    try {
      tasks = NodeTasks.of(node, lookUp.values(), limit);
    } catch (CannotExpand failsWhenItRuns) {
      return Optional.empty();
    }
    if (reader.isEmpty() && tasks.count() > MOST) {
      return Optional.empty();
    }
    return Optional.of(of(tasks, looped, reader));
  }

  private static TaskList of(
      NodeTasks tasks, Set<String> looped, Optional<Fingerprinted<Map<String, Object>>> reader)
      throws Exception {
    List<Map<String, Object>> inputs = new ArrayList<>(tasks.count());
    List<String> fingerprints = new ArrayList<>();
    for (NodeTasks.Range range : tasks.first()) {
      IntFunction<Map<String, Object>> made = tasks.inputs(range);
      for (int i = range.from(); i < range.to(); i++) {
        inputs.add(made.apply(i));
        if (reader.isPresent()) {
          fingerprints.add(fingerprint(reader.get(), inputs.get(i)));
        }
      }
    }
    return new TaskList(inputs, looped, fingerprints);
  }

  private static String fingerprint(
      Fingerprinted<Map<String, Object>> reader, Map<String, Object> inputs) throws Exception {
    return reader
        .fingerprint(inputs)
        .orElseThrow(() -> new IllegalArgumentException("what it reads always changes"));
  }

  /** Signatures of the tasks; none where they are not kept one by one. */
  List<Signature> sign(NodeSigner signer, Plan.Node node, NodeSigner.Arrived came) {
    boolean small =
        inputs.stream().allMatch(task -> looped.stream().map(task::get).allMatch(Smallness::of));
    if (looped.isEmpty() || inputs.size() < 2 || inputs.size() > MOST || !small) {
      return List.of();
    }
    return signer.signTasks(node, came, looped, inputs, fingerprints);
  }
}
