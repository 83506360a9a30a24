package dev.roundhouse.engine;

import dev.roundhouse.blob.Blobs;
import dev.roundhouse.work.Payload;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Results that wait here to be read by their clients. A client that has read one releases it by the
 * same stream; what is left is freed when the controller says that nobody wants it.
 */
final class StoredResults {

  private static final int SWEEP_AT = 256;

  /**
   * @param sources clients one of which it may be for; it goes with the last of them
   */
  private record Result(Set<String> sources, List<Payload> payloads) {}

  private final Blobs blobs;
  private final Map<Long, Result> byKey = new HashMap<>();
  private int sweepAt = SWEEP_AT;

  StoredResults(Blobs blobs) {
    this.blobs = blobs;
  }

  void keep(long key, Set<String> sources, Payload body, Payload output) {
    if (body instanceof Payload.Stored || output instanceof Payload.Stored) {
      byKey.put(key, new Result(new HashSet<>(sources), List.of(body, output)));
      if (byKey.size() > sweepAt) {
        byKey.values().removeIf(result -> result.payloads().stream().noneMatch(blobs::keeps));
        sweepAt = Math.max(SWEEP_AT, 2 * byKey.size());
      }
    }
  }

  void release(long[] keys) {
    for (long key : keys) {
      Result result = byKey.remove(key);
      if (result != null) {
        result.payloads().forEach(blobs::free);
      }
    }
  }

  void forget(String source) {
    byKey
        .values()
        .removeIf(
            result -> {
              boolean gone = result.sources().remove(source) && result.sources().isEmpty();
              if (gone) {
                result.payloads().forEach(blobs::free);
              }
              return gone;
            });
  }

  void forgetAll() {
    byKey.values().forEach(result -> result.payloads().forEach(blobs::free));
    byKey.clear();
  }
}
