package dev.roundhouse.client;

import dev.roundhouse.pipeline.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** What must hold of a core after every event. */
final class PipelineInvariants {
  private PipelineInvariants() {}

  static List<String> violations(PipelineCore core, Plan plan, Set<TaskKey> open) {
    List<String> wrong = new ArrayList<>();
    boolean allFinal = true;
    for (NodeRun run : core.nodes()) {
      check(core, run, wrong);
      allFinal &= run.status().isFinal();
      boolean hasOpen = !run.openTasks().isEmpty();
      boolean bookHasOpen = open.stream().anyMatch(key -> key.node() == run.index);
      if (hasOpen != bookHasOpen) {
        wrong.add(run.node.name() + ": open tasks " + run.openTasks() + ", by the book " + open);
      }
    }
    if (allFinal != core.status().isFinal()) {
      wrong.add("the run is " + core.status() + " but all modules final is " + allFinal);
    }
    if (core.nodes().size() != plan.nodes().size()) {
      wrong.add("modules got lost");
    }
    return wrong;
  }

  private static void check(PipelineCore core, NodeRun run, List<String> wrong) {
    String name = run.node.name() + " (" + run.status() + ")";
    List<ModuleStatus> sources =
        IntStream.of(run.sources).mapToObj(core.nodes()::get).map(NodeRun::status).toList();
    boolean started = run.status() == ModuleStatus.QUEUED || run.status() == ModuleStatus.RUNNING;
    if ((started || run.status().hasOutputs())
        && !sources.stream().allMatch(ModuleStatus::hasOutputs)) {
      wrong.add(name + " started without all inputs: " + sources);
    }
    if (started && run.openTasks().isEmpty() && !run.keeping) {
      wrong.add(name + " has nothing open and has not ended");
    }
    if (run.status() == ModuleStatus.WAITING) {
      if (core.status() != RunStatus.RUNNING) {
        wrong.add(name + " in a run that is " + core.status());
      }
      if (sources.stream().allMatch(ModuleStatus::hasOutputs) && !waitsForCache(core, run)) {
        wrong.add(name + " has all inputs");
      }
      if (sources.stream().anyMatch(status -> status.isFinal() && !status.hasOutputs())) {
        wrong.add(name + " waits for outputs that never come: " + sources);
      }
    }
    boolean read =
        IntStream.of(run.dependents)
            .mapToObj(core.nodes()::get)
            .anyMatch(dependent -> dependent.status() == ModuleStatus.WAITING);
    if (run.keeping) {
      return;
    }
    if (run.outputs.isEmpty() == (run.status().hasOutputs() && (read || run.sink))) {
      wrong.add(name + " keeps outputs: " + !run.outputs.isEmpty() + ", readers wait: " + read);
    }
  }

  /** It is being looked up, or another one computes the same. */
  private static boolean waitsForCache(PipelineCore core, NodeRun run) {
    return core.isCaching()
        && (!run.lookedUp
            || core.nodes().stream()
                .anyMatch(
                    other ->
                        other != run
                            && !other.status().isFinal()
                            && other.status() != ModuleStatus.WAITING
                            && other.signature.equals(run.signature)));
  }
}
