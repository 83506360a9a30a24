package dev.roundhouse.client;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;

/** A run of a pipeline, while it runs and after. Safe for use by several threads. */
public final class PipelineRun {
  private final String id;
  private final String pipeline;
  private final RunFeed feed;
  private final CompletableFuture<RunResult> result;
  private final ActorRef<PipelineRunActor.Command> actor;

  PipelineRun(RunParts parts, ActorRef<PipelineRunActor.Command> actor) {
    this.id = parts.id();
    this.pipeline = parts.request().plan().name();
    this.feed = parts.feed();
    this.result = parts.result();
    this.actor = actor;
  }

  /** Unique; later runs sort after earlier ones. */
  public String id() {
    return id;
  }

  /** The pipeline's name. */
  public String pipeline() {
    return pipeline;
  }

  /**
   * How it ended. Completes once every module is in a final state and nothing of the run is left
   * anywhere, unless it was {@link #giveUp given up}; a failed or cancelled run is a result too.
   * Completes exceptionally only by a bug of the product. Dependents run on the session's callback
   * threads. Each call gives a future of its own: completing or cancelling it changes nothing else,
   * see {@link #cancel}.
   */
  public CompletableFuture<RunResult> result() {
    return result.copy();
  }

  /** How far it is now. Costs time in proportion to its modules. */
  public RunProgress progress() {
    return feed.progress();
  }

  /**
   * Has the listener called with what happens, one event after the other, on the session's callback
   * threads. It hears first of every module that does not wait any more, and {@link RunEvent.Ended}
   * last. What it throws is logged.
   */
  public void onEvent(Consumer<RunEvent> listener) {
    feed.listen(Objects.requireNonNull(listener, "listener"));
  }

  /**
   * Cancels every task, queued and running; the run then ends as cancelled. Returns at once; does
   * nothing where it is over.
   */
  public void cancel() {
    cancel("the run was cancelled");
  }

  /**
   * As {@link #cancel()}.
   *
   * @param reason shown with what was cancelled
   */
  public void cancel(String reason) {
    actor.tell(new PipelineRunActor.Cancel(reason));
  }

  /**
   * Ends the run as cancelled now: what is still open is given up, and what ignores being cancelled
   * goes on until its process ends, which is left to the caller. The result names such modules
   * among its problems. Returns at once; does nothing where the run is over.
   *
   * @param reason shown with what was given up
   */
  public void giveUp(String reason) {
    actor.tell(new PipelineRunActor.GiveUp(reason));
  }

  /** Has modules that are not queued yet choose by these settings. */
  void schemesChanged(List<SchemeSetting> settings) {
    actor.tell(new PipelineRunActor.SchemesChanged(List.copyOf(settings)));
  }

  @Override
  public String toString() {
    return "run " + id + " of " + pipeline;
  }
}
