package dev.roundhouse.cache;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Entries in memory, the least recently used leaving first. Safe for use by several threads. */
final class MemoryStore {
  /** What an entry costs beside its content. */
  private static final int OVERHEAD = 150;

  private final long bound;
  private final Map<Signature, byte[]> entries = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /**
   * @param bound bytes at most
   */
  MemoryStore(long bound) {
    this.bound = bound;
  }

  /** The largest content that is kept. */
  long largest() {
    return Math.max(0, bound - OVERHEAD);
  }

  synchronized Optional<byte[]> get(Signature signature) {
    return Optional.ofNullable(entries.get(signature));
  }

  /** Keeps an entry in place of the one before; one that is larger than the bound is not kept. */
  synchronized void put(Signature signature, byte[] content) {
    remove(signature);
    if (cost(content) > bound) {
      return;
    }
    entries.put(signature, content);
    bytes += cost(content);
    Iterator<byte[]> eldest = entries.values().iterator();
    while (bytes > bound) {
      bytes -= cost(eldest.next());
      eldest.remove();
    }
  }

  synchronized void remove(Signature signature) {
    byte[] removed = entries.remove(signature);
    if (removed != null) {
      bytes -= cost(removed);
    }
  }

  private static long cost(byte[] content) {
    return (long) content.length + OVERHEAD;
  }
}
