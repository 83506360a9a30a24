package dev.roundhouse.scheme;

import dev.roundhouse.child.ChildMessage;
import dev.roundhouse.state.Moves;
import dev.roundhouse.work.Outcome;
import dev.roundhouse.work.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A task in a pool of child JVMs. */
final class PooledTask implements Comparable<PooledTask> {

  /** Where a task is. */
  enum State {
    /** In the pool's queue. */
    QUEUED,
    /** Given to a child, which has not said that it computes it. */
    SENT,
    /** A child computes it. */
    RUNNING,
    /** Its end is told; it is forgotten. */
    ENDED;

    private static final Moves<State> MOVES =
        Moves.of(
            State.class,
            Moves.from(QUEUED).to(SENT, ENDED),
            Moves.from(SENT).to(RUNNING, QUEUED, ENDED),
            Moves.from(RUNNING).to(QUEUED, ENDED));
  }

  final SchemeTask task;
  final Work.Portable work;
  private final long sequence;

  /** When the wait for the first attempt is too long; never for those without a limit. */
  final long queueDeadline;

  final List<Attempt> attempts = new ArrayList<>();
  final List<String> losses = new ArrayList<>();
  private StringBuilder stdout = new StringBuilder(0);
  private StringBuilder stderr = new StringBuilder(0);

  State state = State.QUEUED;

  /** When it was sent or started; it means nothing while it is queued. */
  long since;

  /** Asked back from its child. */
  boolean recalled;

  /** It waited too long, and ends by that unless it started meanwhile. */
  boolean expired;

  private @Nullable Outcome forced;

  PooledTask(SchemeTask task, Work.Portable work, long sequence, long queueDeadline) {
    this.task = task;
    this.work = work;
    this.sequence = sequence;
    this.queueDeadline = queueDeadline;
  }

  long id() {
    return task.id();
  }

  int attempt() {
    return attempts.size() + 1;
  }

  /** How it ends whatever comes. */
  Optional<Outcome> forced() {
    return Optional.ofNullable(forced);
  }

  /** Decides its end; false: that was decided before. */
  boolean force(Outcome outcome) {
    if (forced != null) {
      return false;
    }
    forced = outcome;
    return true;
  }

  void move(State to, long now) {
    state = State.MOVES.move(this, state, to);
    since = now;
  }

  void forgetOutput() {
    stdout = new StringBuilder(0);
    stderr = new StringBuilder(0);
  }

  void printed(boolean error, String text) {
    (error ? stderr : stdout).append(text);
  }

  /** Takes the whole of a stream, where its middle was cut, in place of what was told of it. */
  void overflowed(ChildMessage.Overflow overflow) {
    overflow.stdout().ifPresent(whole -> stdout = new StringBuilder(whole));
    overflow.stderr().ifPresent(whole -> stderr = new StringBuilder(whole));
  }

  Captured output() {
    return stdout.isEmpty() && stderr.isEmpty()
        ? Captured.NOTHING
        : new Captured(stdout.toString(), stderr.toString());
  }

  /** Higher priorities first, ties in order of submission, also for those that come back. */
  @Override
  public int compareTo(PooledTask other) {
    int byPriority = Integer.compare(other.task.options().priority(), task.options().priority());
    return byPriority != 0 ? byPriority : Long.compare(sequence, other.sequence);
  }

  @Override
  public String toString() {
    return "task " + id();
  }
}
