package dev.roundhouse.client;

import dev.roundhouse.scheme.Attempt;
import dev.roundhouse.scheme.Captured;
import dev.roundhouse.scheme.Place;
import dev.roundhouse.scheme.Scheme;
import dev.roundhouse.scheme.SchemeEvent;
import dev.roundhouse.work.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The result of a task to come, and what is known of the task.
 *
 * <p>It completes with the task's result; with the user's own exception where the task threw one
 * that this process can read, else with a {@link TaskFailedException}; with a {@link
 * CancellationException} where the task was cancelled by whomever. So {@link #join} throws a {@code
 * CompletionException} and {@link #get} an {@code ExecutionException} whose cause is the user's
 * exception.
 *
 * <p>{@link #cancel} cancels the task and completes this future at once; the {@link #status}
 * follows when the scheme has ended the task. Completing it by hand ({@code complete}, {@code
 * orTimeout}, {@code obtrudeValue} and the like) changes this future only and leaves the task
 * alone.
 *
 * <p>Dependents run on the session's callback pool, also where the method's name lacks {@code
 * Async}. Safe for use by several threads.
 *
 * @param <T> result
 */
public final class TaskFuture<T> extends CallbackFuture<T> {

  private final Results results;
  private final LongConsumer canceller;
  private final TaskStory story;

  TaskFuture(Executor callbacks, Results results, LongConsumer canceller, long submittedMicros) {
    super(callbacks);
    this.results = results;
    this.canceller = canceller;
    this.story = new TaskStory(submittedMicros);
  }

  /** The task's id, unique within the session. */
  public long id() {
    return story.id();
  }

  /** Where the task stands, whatever was done to this future by hand. */
  public TaskStatus status() {
    return story.status();
  }

  /** Every attempt, the last one last; empty until the task has ended. */
  public List<Attempt> attempts() {
    return story.attempts();
  }

  /** Where its latest attempt runs or ran; empty where none has started. */
  public Optional<Place> place() {
    return story.place();
  }

  /**
   * The engine of its latest attempt; empty where none has started, and on this machine's schemes.
   */
  public Optional<String> engine() {
    return place().map(Place::engine).filter(engine -> !engine.isEmpty());
  }

  /** When it was submitted, started and finished. */
  public TaskTimings timings() {
    return story.timings();
  }

  /** What it has printed so far; all of it, with the middle cut past a bound, when it has ended. */
  public Captured output() {
    return story.output();
  }

  /** How far its latest attempt says it is, 0 to 1. */
  public double progress() {
    return story.progress();
  }

  /**
   * What it has shown while running: the latest value of each name.
   *
   * @throws RuntimeException a value that cannot be read in this process
   */
  public Map<String, @Nullable Object> published() {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    story.published().forEach((name, payload) -> values.put(name, results.value(payload)));
    return values;
  }

  /**
   * Cancels the task and completes this future as cancelled. A queued task never starts; a running
   * one is interrupted, and ended by force after the grace where its scheme can do that.
   *
   * @param mayInterruptIfRunning ignored: a running task is always interrupted
   */
  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean before = isDone();
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    if (!before && cancelled) {
      canceller.accept(id());
    }
    return cancelled;
  }

  @Override
  public String toString() {
    return "TaskFuture[id=" + id() + ", status=" + status() + "]";
  }

  /** Receives the events of the one task. */
  Scheme.Listener listener() {
    return this::accept;
  }

  private void accept(SchemeEvent event) {
    if (!(event instanceof SchemeEvent.Ended ended)) {
      story.add(event);
    } else if (results.decodes()) {
      defaultExecutor().execute(() -> end(ended));
    } else {
      end(ended);
    }
  }

  private void end(SchemeEvent.Ended ended) {
    Outcome outcome = ended.outcome();
    if (outcome instanceof Outcome.Succeeded succeeded) {
      succeed(ended, succeeded);
    } else if (outcome instanceof Outcome.Failed failed) {
      story.end(ended, TaskStatus.FAILED);
      completeExceptionally(results.exception(failed.error()));
    } else {
      story.end(ended, TaskStatus.CANCELLED);
      completeExceptionally(new CancellationException(((Outcome.Cancelled) outcome).reason()));
    }
  }

  @SuppressWarnings("unchecked")
  private void succeed(SchemeEvent.Ended ended, Outcome.Succeeded succeeded) {
    T value;
    try {
      value = (T) results.value(succeeded.result());
    } catch (RuntimeException | LinkageError e) {
      story.end(ended, TaskStatus.FAILED);
      completeExceptionally(e);
      return;
    }
    story.end(ended, TaskStatus.SUCCEEDED);
    complete(value);
  }
}
