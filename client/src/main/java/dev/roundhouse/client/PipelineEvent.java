package dev.roundhouse.client;

import java.util.Objects;
import java.util.Optional;

/** What {@link PipelineCore} is told. Late, repeated and unknown tasks are ignored. */
sealed interface PipelineEvent {

  /** Starts the run; the first event, and only once. */
  record Begin() implements PipelineEvent {}

  /** An attempt of the task computes now. */
  record TaskStarted(TaskKey task) implements PipelineEvent {
    public TaskStarted {
      Objects.requireNonNull(task, "task");
    }
  }

  /** The task's one end. */
  record TaskEnded(TaskKey task, TaskEnd end) implements PipelineEvent {
    public TaskEnded {
      Objects.requireNonNull(task, "task");
      Objects.requireNonNull(end, "end");
    }
  }

  /** The cache's answer to {@link PipelineEffect.LookUp}. */
  record LookedUp(int node, Verdict verdict) implements PipelineEvent {
    public LookedUp {
      Objects.requireNonNull(verdict, "verdict");
    }
  }

  /**
   * The answer to {@link PipelineEffect.Keep}.
   *
   * @param problem why they are not kept
   */
  record Kept(int node, Optional<String> problem) implements PipelineEvent {
    public Kept {
      Objects.requireNonNull(problem, "problem");
    }
  }

  /** Modules that are not queued yet take their scheme by this policy. */
  record SchemesChanged(SchemePolicy policy) implements PipelineEvent {
    public SchemesChanged {
      Objects.requireNonNull(policy, "policy");
    }
  }

  /** Ends the run as cancelled once nothing of it runs any more. */
  record Cancel(String reason) implements PipelineEvent {
    public Cancel {
      Objects.requireNonNull(reason, "reason");
    }
  }
}
