package dev.roundhouse.client;

import dev.roundhouse.cache.Signature;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a run knows of signatures: which modules can have one, and which of them compute the same.
 * For {@link PipelineCore}; as pure as that.
 */
final class RunMemo {
  private final Map<Signature, Twins> computing = new HashMap<>();
  private final Set<Signature> computed = new HashSet<>();

  /** A module that computes, and those of the same signature that wait for it. */
  private record Twins(NodeRun first, List<NodeRun> others) {}

  /** What a module that is to run does. */
  enum Turn {
    RUN,
    WAIT,
    LOOK_AGAIN
  }

  /** Why the module, and all downstream of it, runs every time; empty where it need not. */
  Optional<String> uncacheable(NodeRun run) {
    if (!run.node.descriptor().cacheable()) {
      return Optional.of("not cacheable");
    }
    if (!run.node.options().cache()) {
      return Optional.of("cache = false");
    }
    for (int source : run.sources) {
      NodeRun before = run.frame.get(source);
      if (before.signature.isEmpty()) {
        run.unsigned = before.unsigned;
        return Optional.of("it needs " + before.unsigned + ", which runs every time");
      }
    }
    return Optional.empty();
  }

  PipelineEffect.LookUp lookUp(NodeRun run) {
    Map<String, Signature> sources = new LinkedHashMap<>();
    for (int source : run.sources) {
      NodeRun before = run.frame.get(source);
      before.signature.ifPresent(signature -> sources.put(before.node.name(), signature));
    }
    return new PipelineEffect.LookUp(run.index, run.frame.inputs(run), sources);
  }

  /** What the module does now that it is not in the cache. */
  Turn turn(NodeRun run, Verdict.Compute verdict) {
    run.signature = verdict.signature();
    run.known = verdict.tasks();
    run.kept = verdict.use() != Verdict.Use.ONCE && run.signature.isPresent();
    if (verdict.use() != Verdict.Use.SHARED || run.signature.isEmpty()) {
      return Turn.RUN;
    }
    Signature signature = run.signature.get();
    Twins twins = computing.get(signature);
    if (twins != null) {
      twins.others().add(run);
      return Turn.WAIT;
    }
    if (computed.remove(signature)) {
      return Turn.LOOK_AGAIN;
    }
    computing.put(signature, new Twins(run, new ArrayList<>()));
    return Turn.RUN;
  }

  /** The module succeeded: those that waited for its outputs. */
  List<NodeRun> succeeded(NodeRun run) {
    Twins twins = ended(run);
    run.signature.ifPresent(computed::add);
    return waiting(twins);
  }

  /** The module has no outputs: the one that computes in its place. */
  Optional<NodeRun> failed(NodeRun run) {
    List<NodeRun> waiting = waiting(ended(run));
    if (waiting.isEmpty()) {
      return Optional.empty();
    }
    NodeRun next = waiting.get(0);
    next.signature.ifPresent(
        signature ->
            computing.put(
                signature, new Twins(next, new ArrayList<>(waiting.subList(1, waiting.size())))));
    return Optional.of(next);
  }

  private Twins ended(NodeRun run) {
    Twins none = new Twins(run, List.of());
    return run.signature
        .map(computing::get)
        .filter(twins -> twins.first() == run)
        .map(
            twins -> {
              run.signature.ifPresent(computing::remove);
              return twins;
            })
        .orElse(none);
  }

  private static List<NodeRun> waiting(Twins twins) {
    return twins.others().stream().filter(run -> run.status() == ModuleStatus.WAITING).toList();
  }
}
