package dev.roundhouse.client;

import dev.roundhouse.cache.Signature;
import dev.roundhouse.work.TaskError;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;

/** What {@link PipelineCore} wants done, in this order. */
sealed interface PipelineEffect {

  /**
   * Run these tasks of a module.
   *
   * @param node index of the module in the plan
   * @param tasks which of its tasks
   * @param inputs of each of these tasks, by the callee's port; safe for use by any thread
   * @param choice where they run
   */
  record Submit(
      int node, NodeTasks.Range tasks, IntFunction<Map<String, Object>> inputs, SchemeChoice choice)
      implements PipelineEffect {
    public Submit {
      Objects.requireNonNull(tasks, "tasks");
      Objects.requireNonNull(inputs, "inputs");
      Objects.requireNonNull(choice, "choice");
    }
  }

  /**
   * Ask the cache for a module's outputs.
   *
   * @param values of its inputs, by port, as they came in
   * @param sources signatures of the modules that it needs, by name
   */
  record LookUp(int node, Map<String, Object> values, Map<String, Signature> sources)
      implements PipelineEffect {
    public LookUp {
      Objects.requireNonNull(values, "values");
      Objects.requireNonNull(sources, "sources");
    }
  }

  /** Keep a module's outputs in the cache. */
  record Keep(int node, Map<String, Object> outputs) implements PipelineEffect {
    public Keep {
      Objects.requireNonNull(outputs, "outputs");
    }
  }

  /** Keep the outputs of one task, by the callee's ports; nothing waits for it. */
  record KeepTask(TaskKey task, Map<String, Object> outputs) implements PipelineEffect {
    public KeepTask {
      Objects.requireNonNull(task, "task");
      Objects.requireNonNull(outputs, "outputs");
    }
  }

  /** Why a module is taken from the cache or is not; a later one holds. */
  record CacheReason(int node, String reason) implements PipelineEffect {
    public CacheReason {
      Objects.requireNonNull(reason, "reason");
    }
  }

  /** End these tasks, which were submitted and have not ended. */
  record CancelTasks(List<TaskKey> tasks, String reason) implements PipelineEffect {
    public CancelTasks {
      tasks = List.copyOf(tasks);
      Objects.requireNonNull(reason, "reason");
    }
  }

  /**
   * A module's state changed.
   *
   * @param tasks how many tasks it has in all; 0 while unknown
   * @param error why it failed
   * @param because the module because of which it is skipped
   */
  record NodeChanged(
      int node,
      ModuleStatus from,
      ModuleStatus to,
      int tasks,
      Optional<TaskError> error,
      Optional<String> because,
      long atMicros)
      implements PipelineEffect {
    public NodeChanged {
      Objects.requireNonNull(from, "from");
      Objects.requireNonNull(to, "to");
      Objects.requireNonNull(error, "error");
      Objects.requireNonNull(because, "because");
    }

    NodeChanged at(long micros) {
      return new NodeChanged(node, from, to, tasks, error, because, micros);
    }
  }

  /**
   * The run is over.
   *
   * @param outputs of every sink that has them, by sink and port
   */
  record RunEnded(RunStatus status, Map<String, Map<String, Object>> outputs, long atMicros)
      implements PipelineEffect {
    public RunEnded {
      Objects.requireNonNull(status, "status");
      Objects.requireNonNull(outputs, "outputs");
    }
  }
}
