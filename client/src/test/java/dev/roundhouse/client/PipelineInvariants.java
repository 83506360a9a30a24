package dev.roundhouse.client;

import dev.roundhouse.pipeline.Plan;
import java.util.ArrayList;
import java.util.HashSet;
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
      allFinal &= run.status().isFinal();
    }
    check(core, core.nodes(), wrong);
    if (!new HashSet<>(core.openTasks()).equals(open)) {
      wrong.add("open tasks " + core.openTasks() + ", by the book " + open);
    }
    if (allFinal != core.status().isFinal()) {
      wrong.add("the run is " + core.status() + " but all modules final is " + allFinal);
    }
    long outside = plan.nodes().stream().filter(node -> node.group().isEmpty()).count();
    if (core.nodes().size() != outside) {
      wrong.add("modules got lost");
    }
    return wrong;
  }

  /** Of the pipeline, or of a task of a group. */
  private static void check(PipelineCore core, List<NodeRun> frame, List<String> wrong) {
    for (NodeRun run : frame) {
      check(core, frame, run, wrong);
      run.inside.values().forEach(inside -> check(core, inside, wrong));
      if (run.status().isFinal() && !run.inside.isEmpty()) {
        wrong.add(run.node.name() + " is final, but something inside is not");
      }
    }
  }

  /** A group also ends where an end of it was not chosen. */
  private static boolean hasEnded(ModuleStatus status, NodeRun reader) {
    boolean gathers = reader.node.role() instanceof Plan.Role.Gather;
    return status.hasOutputs() || gathers && status == ModuleStatus.SKIPPED;
  }

  private static void check(
      PipelineCore core, List<NodeRun> frame, NodeRun run, List<String> wrong) {
    String name = run.node.name() + " (" + run.status() + ")";
    List<ModuleStatus> sources =
        IntStream.of(run.sources).mapToObj(frame::get).map(NodeRun::status).toList();
    if (run.node.role() instanceof Plan.Role.Choice || !run.demanded) {
      // these wait for others than their sources
      return;
    }
    boolean started = run.status() == ModuleStatus.QUEUED || run.status() == ModuleStatus.RUNNING;
    if ((started || run.status().hasOutputs())
        && !sources.stream().allMatch(status -> hasEnded(status, run))) {
      wrong.add(name + " started without all inputs: " + sources);
    }
    if (started && run.allEnded() && !run.keeping) {
      wrong.add(name + " has nothing open and has not ended");
    }
    if (run.status() == ModuleStatus.WAITING) {
      if (core.status() != RunStatus.RUNNING) {
        wrong.add(name + " in a run that is " + core.status());
      }
      if (sources.stream().allMatch(ModuleStatus::hasOutputs) && !waitsForCache(core, run)) {
        wrong.add(name + " has all inputs");
      }
      if (sources.stream().anyMatch(status -> status.isFinal() && !hasEnded(status, run))) {
        wrong.add(name + " waits for outputs that never come: " + sources);
      }
    }
    boolean read =
        run.dependents.stream()
            .map(frame::get)
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
