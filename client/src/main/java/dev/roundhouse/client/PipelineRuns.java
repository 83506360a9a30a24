package dev.roundhouse.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Props;

/** Starts runs. */
final class PipelineRuns {
  private PipelineRuns() {}

  /**
   * Starts a run; returns at once.
   *
   * @throws IllegalArgumentException the plan is not in order, or a scheme is set twice
   */
  static PipelineRun start(RunEnvironment environment, RunRequest request) {
    long startedMicros = new RunClock(environment.clock()).micros();
    String id =
        RunIds.of(
            RunClock.instant(startedMicros).toEpochMilli(), ThreadLocalRandom.current().nextLong());
    RunFeed feed =
        new RunFeed(request.plan(), RunClock.instant(startedMicros), environment.callbacks());
    RunParts parts =
        new RunParts(
            id,
            startedMicros,
            environment,
            request,
            feed,
            environment.recording().begin(id, startedMicros, request),
            new CompletableFuture<>());
    PipelineCore core = parts.newCore();
    ActorRef<PipelineRunActor.Command> actor =
        environment
            .system()
            .systemActorOf(PipelineRunActor.create(parts, core), "run-" + id, Props.empty());
    return new PipelineRun(parts, actor);
  }
}
