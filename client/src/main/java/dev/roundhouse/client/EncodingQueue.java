package dev.roundhouse.client;

import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Tasks of one scheme that are still to be encoded, the most urgent first. Bounds how many encoded
 * tasks, and bytes of their inputs, the run has at the scheme. For one thread.
 */
final class EncodingQueue {
  private static final int MOST_TASKS = 4_096;
  private static final long MOST_BYTES = 256L << 20;

  private final PriorityQueue<Waiting> waiting =
      new PriorityQueue<>(
          Comparator.comparingInt((Waiting entry) -> -entry.rank)
              .thenComparingLong(entry -> entry.number));
  private long numbers;
  private boolean encoding;
  private int tasks;
  private long bytes;

  /** Tasks of a submit, from an index on. */
  record Waiting(PipelineEffect.Submit submit, int from, int rank, long number) {}

  void add(PipelineEffect.Submit submit, int rank) {
    waiting.add(new Waiting(submit, submit.tasks().from(), rank, numbers++));
  }

  /** What to encode now; then {@link #encoded} is due before there is more. */
  Optional<Waiting> next() {
    if (encoding || waiting.isEmpty() || tasks >= MOST_TASKS || bytes >= MOST_BYTES) {
      return Optional.empty();
    }
    encoding = true;
    return Optional.of(waiting.remove());
  }

  /** Tasks up to this index were encoded; the rest waits on. */
  void encoded(Waiting entry, int to) {
    encoding = false;
    if (to < entry.submit.tasks().to()) {
      waiting.add(new Waiting(entry.submit, to, entry.rank, entry.number));
    }
  }

  /** A task went to the scheme. */
  void sent(long size) {
    tasks++;
    bytes += size;
  }

  /** A task that went to the scheme ended. */
  void ended(long size) {
    tasks--;
    bytes -= size;
  }

  void clear() {
    waiting.clear();
  }
}
