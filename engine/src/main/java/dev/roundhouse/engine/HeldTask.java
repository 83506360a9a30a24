package dev.roundhouse.engine;

import dev.roundhouse.state.Moves;
import dev.roundhouse.wire.TaskOrder;

/** An order that the engine has, until it has ended. */
final class HeldTask {

  /** How far it is. */
  enum State {
    /** Its code or its argument is being read. */
    PREPARING,
    /** The local scheme has it. */
    QUEUED,
    /** The local scheme said that it started. */
    RUNNING,
    /** It ended, was given back, or was given up; it is forgotten. */
    ENDED;

    private static final Moves<State> MOVES =
        Moves.of(
            State.class,
            Moves.from(PREPARING).to(QUEUED, ENDED),
            Moves.from(QUEUED).to(RUNNING, ENDED),
            Moves.from(RUNNING).to(ENDED));
  }

  final TaskOrder order;
  final long localId;
  State state = State.PREPARING;
  long startedMicros;
  boolean takingBack;
  int shownChars;

  HeldTask(TaskOrder order, long localId) {
    this.order = order;
    this.localId = localId;
  }

  void move(State to) {
    state = State.MOVES.move(this, state, to);
  }

  @Override
  public String toString() {
    return "order " + localId;
  }
}
