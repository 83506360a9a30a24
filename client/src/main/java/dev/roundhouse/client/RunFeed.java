package dev.roundhouse.client;

import dev.roundhouse.pipeline.Plan;
import dev.roundhouse.scheme.SchemeEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What others may see of a run while it runs. The run's actor writes, anybody reads. Listeners are
 * called one event after the other on the callback executor. Safe for use by several threads.
 */
final class RunFeed {
  private static final Logger log = LoggerFactory.getLogger(RunFeed.class);

  private final Executor callbacks;
  private final List<Stage> stages = new ArrayList<>();
  private final List<Consumer<RunEvent>> listeners = new ArrayList<>();
  private RunStatus status = RunStatus.RUNNING;
  private boolean ended;
  private Instant endedAt = Instant.MAX;
  private CompletableFuture<Void> told = CompletableFuture.completedFuture(null);

  /** A module; guarded by the feed. */
  private static final class Stage {
    private final String name;
    private ModuleStatus status = ModuleStatus.WAITING;
    private Instant since;
    private int tasks;
    private int ended;
    private double partly;
    private final Map<Integer, Double> fractions = new HashMap<>();

    private Stage(String name, Instant since) {
      this.name = name;
      this.since = since;
    }

    private void progress(int task, double fraction) {
      Double before = fractions.put(task, fraction);
      partly += fraction - (before == null ? 0 : before);
    }

    private ModuleProgress snapshot() {
      double share = tasks == 0 ? 0 : Math.max(0, Math.min(1, (ended + partly) / tasks));
      return new ModuleProgress(name, status, tasks, ended, status.hasOutputs() ? 1 : share);
    }
  }

  RunFeed(Plan plan, Instant startedAt, Executor callbacks) {
    this.callbacks = callbacks;
    plan.nodes().forEach(node -> stages.add(new Stage(node.name(), startedAt)));
  }

  synchronized RunProgress progress() {
    return new RunProgress(status, stages.stream().map(Stage::snapshot).toList());
  }

  /** Adds a listener; it hears first of every module that does not wait any more. */
  synchronized void listen(Consumer<RunEvent> listener) {
    listeners.add(listener);
    for (Stage stage : stages) {
      if (stage.status != ModuleStatus.WAITING) {
        tell(listener, new RunEvent.ModuleChanged(stage.snapshot(), stage.since));
      }
    }
    if (ended) {
      tell(listener, new RunEvent.Ended(status, endedAt));
    }
  }

  synchronized void changed(PipelineEffect.NodeChanged change) {
    Stage stage = stages.get(change.node());
    stage.status = change.to();
    stage.tasks = change.tasks();
    stage.since = RunClock.instant(change.atMicros());
    publish(new RunEvent.ModuleChanged(stage.snapshot(), stage.since));
    change.error().ifPresent(error -> publish(new RunEvent.ModuleFailed(stage.name, error)));
  }

  synchronized void started(TaskKey task, SchemeEvent.Started started) {
    publish(
        new RunEvent.TaskStarted(
            stages.get(task.node()).name, task.index(), started.attempt(), started.place()));
  }

  synchronized void output(TaskKey task, SchemeEvent.Output output) {
    publish(
        new RunEvent.TaskOutput(
            stages.get(task.node()).name, task.index(), output.error(), output.text()));
  }

  synchronized void progressed(TaskKey task, double fraction) {
    Stage stage = stages.get(task.node());
    stage.progress(task.index(), fraction);
    publish(new RunEvent.ModuleProgressed(stage.snapshot()));
  }

  synchronized void ended(TaskKey task) {
    Stage stage = stages.get(task.node());
    stage.progress(task.index(), 0);
    stage.fractions.remove(task.index());
    stage.ended++;
    publish(new RunEvent.ModuleProgressed(stage.snapshot()));
  }

  synchronized void status(RunStatus now) {
    if (!ended) {
      status = now;
    }
  }

  /** The run is over; repeated ends are ignored. */
  synchronized void ended(RunStatus how, long atMicros) {
    if (!ended) {
      ended = true;
      status = how;
      endedAt = RunClock.instant(atMicros);
      publish(new RunEvent.Ended(status, endedAt));
    }
  }

  private void publish(RunEvent event) {
    listeners.forEach(listener -> tell(listener, event));
  }

  private void tell(Consumer<RunEvent> listener, RunEvent event) {
    told =
        told.thenRunAsync(
            () -> {
              try {
                listener.accept(event);
              } catch (RuntimeException e) {
                log.warn("a listener of a run threw on {}", event, e);
              }
            },
            callbacks);
  }
}
