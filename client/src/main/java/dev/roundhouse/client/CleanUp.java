package dev.roundhouse.client;

/** What becomes of the processes that a session started when it forgets them. */
public enum CleanUp {
  /** They end; a controller takes every engine with it, wherever that came from. */
  TERMINATE,
  /** They live on, detached, for the next session or for other machines. */
  LEAVE
}
