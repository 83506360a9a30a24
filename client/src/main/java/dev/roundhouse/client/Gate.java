package dev.roundhouse.client;

import dev.roundhouse.pipeline.Plan;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Decides which modules of a frame may start, and which never will. What only an {@code if} may
 * need is held until that chooses it, and skipped once nobody can ask for it any more.
 */
final class Gate {
  private final Consumer<NodeRun> ready;
  private final Consumer<NodeRun> skip;
  private final Queue<NodeRun> unwanted = new ArrayDeque<>();

  /**
   * @param ready gets a module whose inputs are there, an {@code if} also when its condition is
   * @param skip gets a module that waits in vain, its cause set
   */
  Gate(Consumer<NodeRun> ready, Consumer<NodeRun> skip) {
    this.ready = ready;
    this.skip = skip;
  }

  void begin(Frame frame) {
    frame.stream().filter(run -> run.demanded && run.unmet == 0).forEach(ready);
  }

  /** The module has its outputs. */
  void succeeded(NodeRun run) {
    for (int dependent : run.dependents) {
      NodeRun next = run.frame.get(dependent);
      if (next.awaits(run)) {
        met(next);
      }
    }
  }

  private void met(NodeRun next) {
    if (--next.unmet == 0 && next.demanded && next.status() == ModuleStatus.WAITING) {
      ready.accept(next);
    }
  }

  /** The module ended without outputs: skips what needs them, and what needs that. */
  void lost(NodeRun first) {
    Queue<NodeRun> reached = new ArrayDeque<>();
    reached.add(first);
    while (!reached.isEmpty()) {
      NodeRun run = reached.remove();
      for (int dependent : run.dependents) {
        NodeRun next = run.frame.get(dependent);
        if (next.status() != ModuleStatus.WAITING || !next.awaits(run)) {
          continue;
        }
        if (run.unchosen && isOnlyEnd(run, next)) {
          met(next);
        } else {
          next.skipWith(run);
          skip.accept(next);
          reached.add(next);
        }
      }
    }
  }

  /** A group also ends where a part of it that gives none of its outputs was not chosen. */
  private static boolean isOnlyEnd(NodeRun run, NodeRun group) {
    return group.node.role() instanceof Plan.Role.Gather
        && group.node.inputs().stream()
            .flatMap(input -> input.sources().stream())
            .noneMatch(source -> source.node().equals(run.node.name()));
  }

  /** An {@code if} knows which ports it needs. */
  void chosen(NodeRun choice, Set<String> ports) {
    Set<Integer> needed = new HashSet<>();
    for (Plan.Input input : choice.node.inputs()) {
      if (ports.contains(input.port())) {
        if (input.constant().isEmpty() && input.sources().isEmpty()) {
          choice.unchosen = true;
          skip.accept(choice);
          lost(choice);
          return;
        }
        needed.addAll(choice.frame.sources(input));
      }
    }
    for (int source : choice.choose(needed)) {
      release(choice.frame.get(source), choice, true);
    }
    for (int source : choice.needs()) {
      demand(choice.frame.get(source));
    }
    for (int source : needed) {
      NodeRun run = choice.frame.get(source);
      if (run.status().isFinal() && !run.status().hasOutputs()) {
        choice.skipWith(run);
        skip.accept(choice);
        lost(choice);
        return;
      }
      choice.unmet += run.status().hasOutputs() ? 0 : 1;
    }
    if (choice.unmet == 0) {
      ready.accept(choice);
    }
  }

  private void demand(NodeRun first) {
    Queue<NodeRun> reached = new ArrayDeque<>();
    reached.add(first);
    while (!reached.isEmpty()) {
      NodeRun run = reached.remove();
      if (!run.demanded) {
        run.demanded = true;
        if (run.unmet == 0 && run.status() == ModuleStatus.WAITING) {
          ready.accept(run);
        }
        for (int source : run.demands()) {
          reached.add(run.frame.get(source));
        }
      }
    }
  }

  /** The module is final, and asks for nothing any more. */
  void ended(NodeRun run) {
    if (run.frame.isLazy()) {
      for (int source : run.asks()) {
        release(run.frame.get(source), run, run.unchosen);
      }
    }
  }

  private void release(NodeRun run, NodeRun because, boolean unchosen) {
    if (--run.askers == 0 && !run.demanded && run.status() == ModuleStatus.WAITING) {
      run.skipWith(because);
      run.unchosen = unchosen;
      unwanted.add(run);
    }
  }

  /** Skips what nobody asks for any more. */
  void skipUnwanted() {
    while (!unwanted.isEmpty()) {
      NodeRun run = unwanted.remove();
      if (run.status() == ModuleStatus.WAITING) {
        skip.accept(run);
        lost(run);
      }
    }
  }
}
