package dev.roundhouse.client;

import dev.roundhouse.cache.Signature;
import dev.roundhouse.history.AttemptRecord;
import dev.roundhouse.history.ModuleState;
import dev.roundhouse.history.RunEnd;
import dev.roundhouse.history.RunJournal;
import dev.roundhouse.pipeline.Plan;
import dev.roundhouse.scheme.Attempt;
import dev.roundhouse.scheme.Captured;
import dev.roundhouse.scheme.SchemeEvent;
import dev.roundhouse.work.TaskError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps what happens to the modules of a run, for its result, and hands it to its journal. Bounded:
 * what the tasks of a module print beyond 1 MiB a stream is left out, as are problems after the
 * first thousand. Not safe for use by several threads.
 */
final class RunRecorder {
  private static final int MOST_PROBLEMS = 1_000;

  private final String id;
  private final Plan plan;
  private final long startedMicros;
  private final List<ModuleRecord> modules = new ArrayList<>();
  private final Set<String> problems = new LinkedHashSet<>();
  private final Map<TaskKey, SchemeEvent.Started> running = new HashMap<>();
  private final RunJournal journal;

  /** What is known of one module. */
  private static final class ModuleRecord {
    private ModuleStatus status = ModuleStatus.WAITING;
    private Optional<String> scheme = Optional.empty();
    private Optional<TaskError> error = Optional.empty();
    private Optional<String> because = Optional.empty();
    private Optional<String> cacheReason = Optional.empty();
    private long endedMicros;
    private final List<TaskRecord> tasks = new ArrayList<>();
    private final PrintedText stdout = new PrintedText();
    private final PrintedText stderr = new PrintedText();

    private ModuleState state(Optional<String> signature) {
      return new ModuleState(
          status.toString(),
          scheme,
          signature,
          error,
          because,
          RunClock.instant(endedMicros),
          status.isFinal() ? new Captured(stdout.text(), stderr.text()) : Captured.NOTHING);
    }
  }

  RunRecorder(RunParts parts) {
    this.id = parts.id();
    this.plan = parts.request().plan();
    this.startedMicros = parts.startedMicros();
    this.journal = parts.journal();
    plan.nodes().forEach(node -> modules.add(new ModuleRecord()));
  }

  /** A module's tasks go to a scheme. */
  void sent(int node, SchemeChoice choice) {
    ModuleRecord module = modules.get(node);
    if (module.scheme.isEmpty()) {
      noteUnusedNarrowing(plan.nodes().get(node), choice);
    }
    module.scheme = Optional.of(choice.scheme());
  }

  private void noteUnusedNarrowing(Plan.Node node, SchemeChoice choice) {
    boolean asked = node.options().schemes().filter(names -> !names.isEmpty()).isPresent();
    if (asked && choice.isInterpreter()) {
      problem(
          "module "
              + node.name()
              + " runs on the interpreter thread, none of its schemes can be taken: "
              + choice.reasons());
    }
  }

  /** An attempt computes. */
  void started(TaskKey task, SchemeEvent.Started started) {
    running.put(task, started);
  }

  /** A task ended. */
  void ended(TaskKey task, SchemeEvent.Ended ended) {
    running.remove(task);
    ModuleRecord module = modules.get(task.node());
    for (Attempt attempt : ended.attempts()) {
      module.tasks.add(TaskRecord.of(task.index(), attempt));
      journal.attempt(task.node(), new AttemptRecord(task.index(), attempt));
    }
    module.stdout.add(task.index(), ended.output().stdout());
    module.stderr.add(task.index(), ended.output().stderr());
  }

  /** These tasks are not waited for any more, whatever they do. */
  void givenUp(Collection<TaskKey> tasks, String reason, long atMicros) {
    Set<String> going = new LinkedHashSet<>();
    for (TaskKey task : tasks) {
      SchemeEvent.Started started = running.remove(task);
      if (started != null) {
        ModuleRecord module = modules.get(task.node());
        Attempt attempt = givenUp(started, atMicros);
        module.tasks.add(TaskRecord.of(task.index(), attempt));
        journal.attempt(task.node(), new AttemptRecord(task.index(), attempt));
        going.add(plan.nodes().get(task.node()).name());
      }
    }
    if (!going.isEmpty()) {
      problem(
          "cancelled, and given up before it had ended: "
              + String.join(", ", going)
              + " ("
              + reason
              + ")");
    }
  }

  /** Why a module is taken from the cache or is not. */
  void cacheReason(int node, String reason) {
    modules.get(node).cacheReason = Optional.of(reason);
  }

  /** An attempt that was cancelled and not waited for. */
  private static Attempt givenUp(SchemeEvent.Started started, long atMicros) {
    return new Attempt(
        started.attempt(),
        Attempt.Status.CANCELLED,
        started.place(),
        started.atMicros(),
        atMicros,
        Optional.empty());
  }

  /**
   * A module's state changed.
   *
   * @param signature of its computation, as far as it is known
   */
  void changed(PipelineEffect.NodeChanged change, Optional<Signature> signature) {
    ModuleRecord module = modules.get(change.node());
    module.status = change.to();
    module.error = change.error();
    module.because = change.because();
    module.endedMicros = change.atMicros();
    if (journal != RunJournal.NONE) {
      journal.module(change.node(), module.state(signature.map(Signature::toString)));
    }
  }

  /** Something that someone should know although the states do not show it. */
  void problem(String text) {
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(text);
    }
  }

  /** The run ended without a result. */
  void aborted(Throwable bug, long atMicros) {
    problem("it was aborted by a bug: " + bug);
    journal.end(
        new RunEnd(RunStatus.FAILED.toString(), RunClock.instant(atMicros), List.copyOf(problems)));
  }

  RunResult result(PipelineEffect.RunEnded end) {
    Instant endedAt = RunClock.instant(end.atMicros());
    journal.end(new RunEnd(end.status().toString(), endedAt, List.copyOf(problems)));
    Map<String, ModuleResult> results = new LinkedHashMap<>();
    for (int i = 0; i < modules.size(); i++) {
      Plan.Node node = plan.nodes().get(i);
      results.put(node.name(), result(node, modules.get(i)));
    }
    return new RunResult(
        id,
        plan.name(),
        end.status(),
        RunClock.instant(startedMicros),
        endedAt,
        end.outputs(),
        Collections.unmodifiableMap(results),
        List.copyOf(problems));
  }

  private static ModuleResult result(Plan.Node node, ModuleRecord module) {
    module.tasks.sort(
        Comparator.comparingInt(TaskRecord::index).thenComparingInt(TaskRecord::attempt));
    Instant endedAt = RunClock.instant(module.endedMicros);
    return new ModuleResult(
        node.name(),
        node.descriptor().type(),
        module.status,
        module.scheme,
        module.error,
        module.because,
        endedAt,
        new Captured(module.stdout.text(), module.stderr.text()),
        module.tasks,
        module.cacheReason);
  }
}
