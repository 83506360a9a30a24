package dev.roundhouse.history;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** What waits to be written. Runs are told apart by the object that stands for them. */
sealed interface Entry {

  /** A run begins; its modules are put together when they are written. */
  record Begun(Object run, RunHeader header, Supplier<List<ModuleShape>> modules)
      implements Entry {}

  /** A module is in another state. */
  record Moved(Object run, int position, ModuleState now) implements Entry {}

  /** An attempt ended. */
  record Tried(Object run, int position, AttemptRecord ended) implements Entry {}

  /** A run ended. */
  record Ended(Object run, RunEnd how) implements Entry {}

  /** A controller told of its engines. */
  record Engines(List<EngineRecord> engines) implements Entry {}

  /** Completed when all that came before is written, or given up. */
  record Flush(CompletableFuture<Void> done) implements Entry {}
}
