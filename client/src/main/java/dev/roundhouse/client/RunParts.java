package dev.roundhouse.client;

import dev.roundhouse.cache.NodeSigner;
import dev.roundhouse.cache.ResultCache;
import dev.roundhouse.history.RunJournal;
import dev.roundhouse.wire.ProductVersion;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What a run's actor works with.
 *
 * @param id of the run
 * @param startedMicros when it began, on the session's clock
 * @param environment of the session
 * @param request what to run
 * @param feed what others see meanwhile
 * @param journal what is recorded of it
 * @param result completed once, on a callback thread
 */
record RunParts(
    String id,
    long startedMicros,
    RunEnvironment environment,
    RunRequest request,
    RunFeed feed,
    RunJournal journal,
    CompletableFuture<RunResult> result) {

  PipelineCore newCore() {
    RunOptions options = request.options();
    return new PipelineCore(
        request.plan(),
        new SchemePolicy(request.schemes()),
        new PipelineCore.Settings(options.onError(), options.taskLimit(), cache().isPresent()));
  }

  /** Empty where none is to be asked. */
  Optional<ResultCache> cache() {
    return environment.cache().filter(unused -> request.options().cache() != CacheUse.OFF);
  }

  CacheWork newCacheWork(ResultCache cache) {
    return new CacheWork(request, cache, new NodeSigner(ProductVersion.CURRENT));
  }

  ModuleTasks newTasks() {
    return new ModuleTasks(request.plan(), request.loader(), environment.attempts());
  }

  long nowMicros() {
    return new RunClock(environment.clock()).micros();
  }

  void complete(RunResult value) {
    environment.callbacks().execute(() -> result.complete(value));
  }

  void fail(Throwable bug) {
    environment.callbacks().execute(() -> result.completeExceptionally(bug));
  }
}
