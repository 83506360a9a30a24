package dev.roundhouse.client;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The runs of a session that are not over. Safe for use by several threads. */
final class SessionRuns {

  private static final Logger log = LoggerFactory.getLogger(SessionRuns.class);
  private static final Duration ENDING = Duration.ofSeconds(5);

  private final Supplier<RunEnvironment> environment;
  private final Supplier<List<SchemeSetting>> settings;
  private final Set<PipelineRun> open = ConcurrentHashMap.newKeySet();

  /**
   * @param environment made for the first run
   * @param settings of the schemes, as they are now
   */
  SessionRuns(Supplier<RunEnvironment> environment, Supplier<List<SchemeSetting>> settings) {
    this.environment = environment;
    this.settings = settings;
  }

  PipelineRun start(RunRequest request) {
    PipelineRun run = PipelineRuns.start(environment.get(), request);
    open.add(run);
    run.result().whenComplete((result, thrown) -> open.remove(run));
    return run;
  }

  void schemesChanged() {
    List<SchemeSetting> now = settings.get();
    open.forEach(run -> run.schemesChanged(now));
  }

  void cancel(String reason) {
    open.forEach(run -> run.cancel(reason));
  }

  /** Waits some seconds for cancelled runs to say how they ended. */
  void awaitEnds() {
    CompletableFuture<?>[] results =
        open.stream().map(PipelineRun::result).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(results).get(ENDING.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException | CancellationException e) {
      log.warn("Not every run said how it ended: {}", open, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
