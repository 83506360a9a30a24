package dev.roundhouse.client;

/** What a run does with results of earlier runs. */
public enum CacheUse {
  /** Takes what has not changed from the cache, and keeps what it computes. */
  NORMAL,
  /** Computes everything, and keeps it in place of what was there. */
  REFRESH,
  /** Neither asks the cache nor keeps anything. */
  OFF
}
