package dev.roundhouse.history;

/**
 * Takes down what happens to one run. Every method returns at once: what is told is written later,
 * together with other things, by the session's own thread. For one thread at a time.
 */
public interface RunJournal {

  /** Forgets everything. */
  RunJournal NONE =
      new RunJournal() {
        @Override
        public void module(int position, ModuleState now) {}

        @Override
        public void attempt(int position, AttemptRecord ended) {}

        @Override
        public void end(RunEnd how) {}
      };

  /** A module is in another state; {@code position} is its place in the plan. */
  void module(int position, ModuleState now);

  /** An attempt of a module ended. */
  void attempt(int position, AttemptRecord ended);

  /** The run ended; nothing comes after it. */
  void end(RunEnd how);
}
