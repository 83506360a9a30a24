package dev.roundhouse.scheme;

import dev.roundhouse.state.Moves;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A task in the threading scheme, and its link in a queue. Guarded by the job table's lock. */
final class Job {

  /** What became of a job. */
  enum State {
    /** Its listener is being told of it; it is not queued yet. */
    ANNOUNCED,
    /** It waits in the queue of its lane. */
    QUEUED,
    /** It has a thread. */
    RUNNING,
    /** Its end is decided; there is no other. */
    ENDED;

    private static final Moves<State> MOVES =
        Moves.of(
            State.class,
            Moves.from(ANNOUNCED).to(QUEUED, ENDED),
            Moves.from(QUEUED).to(RUNNING, ENDED),
            Moves.from(RUNNING).to(ENDED));
  }

  final SchemeTask task;
  State state = State.ANNOUNCED;

  /** Why it was cancelled before it was queued, or before its thread got to it. */
  @Nullable String cancelled;

  @Nullable Execution execution;
  @Nullable Future<?> queueTimer;

  @Nullable JobList list;
  @Nullable Job previous;
  @Nullable Job next;

  Job(SchemeTask task) {
    this.task = task;
  }

  void move(State to) {
    state = State.MOVES.move(this, state, to);
  }

  /** It does not wait any more. */
  void cancelTimer() {
    Future<?> timer = queueTimer;
    if (timer != null) {
      timer.cancel(false);
    }
  }

  @Override
  public String toString() {
    return "task " + task.id();
  }
}
