package dev.roundhouse.scheme;

import dev.roundhouse.state.Moves;
import dev.roundhouse.work.Code;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A child JVM of a pool. Invariant: of its tasks only the first may be running. */
final class PooledChild {

  static final long NEVER = Long.MAX_VALUE;

  /** Codes that a child keeps at the same time. */
  static final int CODES = 256;

  /** What a child is good for. */
  enum State {
    /** Launched, did not greet yet. */
    STARTING,
    /** Takes tasks. */
    READY,
    /** Gets no task any more and is stopped after its last one. */
    RETIRING,
    /** Told to stop. */
    STOPPING,
    /** Its process is being killed. */
    KILLED;

    private static final Moves<State> MOVES =
        Moves.of(
            State.class,
            Moves.from(STARTING).to(READY, KILLED),
            Moves.from(READY).to(RETIRING, KILLED),
            Moves.from(RETIRING).to(STOPPING, KILLED),
            Moves.from(STOPPING).to(KILLED));
  }

  final int number;
  final Deque<PooledTask> tasks = new ArrayDeque<>();
  private final Map<String, Boolean> codes = new LinkedHashMap<>(16, 0.75f, true);
  State state = State.STARTING;
  long pid;
  int done;

  private long firstHeap;
  private long heap;

  /** When it is killed unless what it is asked for happens before. */
  long killAt = NEVER;

  /** It was killed since its task ignored the interrupt. */
  boolean deaf;

  PooledChild(int number) {
    this.number = number;
  }

  void move(State to) {
    state = State.MOVES.move(this, state, to);
  }

  Optional<PooledTask> running() {
    return Optional.ofNullable(tasks.peek())
        .filter(first -> first.state == PooledTask.State.RUNNING);
  }

  /** It tells how much heap it holds. */
  void holds(long bytes) {
    firstHeap = firstHeap == 0 ? bytes : firstHeap;
    heap = bytes;
  }

  boolean isWorn(Recycling recycling) {
    return done >= recycling.tasks() || heap - firstHeap >= recycling.heapGrowth();
  }

  boolean isIdle() {
    return state == State.READY && tasks.isEmpty();
  }

  /** Whether it counts for the pool's size. */
  boolean counts() {
    return state == State.STARTING || state == State.READY;
  }

  /** Notes that the child is sent a code's task; true: it does not know the code. */
  boolean learns(Code code) {
    return codes.put(code.id(), true) == null;
  }

  /** The code that was not used for longest, where there are too many; forgotten by this. */
  Optional<String> forgets() {
    if (codes.size() <= CODES) {
      return Optional.empty();
    }
    Iterator<String> oldest = codes.keySet().iterator();
    String code = oldest.next();
    oldest.remove();
    return Optional.of(code);
  }

  @Override
  public String toString() {
    return "child JVM number " + number;
  }
}
