package dev.roundhouse.engine;

import dev.roundhouse.wire.TaskOrder;

/** An order that the engine has and has not ended. */
final class HeldTask {

  /** How far it is. */
  enum State {
    /** Its code or its argument is being read. */
    PREPARING,
    /** The local scheme has it. */
    QUEUED,
    RUNNING
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
}
