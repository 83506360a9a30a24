package dev.roundhouse.client;

import dev.roundhouse.history.RunJournal;

/** How runs get a journal. */
interface RunRecording {

  /** Records nothing. */
  RunRecording NONE = (id, startedMicros, request) -> RunJournal.NONE;

  /** A run begins. */
  RunJournal begin(String id, long startedMicros, RunRequest request);
}
