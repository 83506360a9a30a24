package dev.roundhouse.wire;

import dev.roundhouse.bundle.Bundle;
import dev.roundhouse.work.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** Cuts what has gathered into batches that fit a message. */
public final class Batches {

  /** The most items of a batch. */
  public static final int MAX_ITEMS = 256;

  /** The most bytes of a batch's items together; a larger item is a batch by itself. */
  public static final int MAX_BYTES = 64 * 1024;

  private static final int ITEM_OVERHEAD = 48;

  private Batches() {}

  /** Splits items, in order, into batches. */
  public static <T> List<List<T>> split(List<T> items, ToLongFunction<T> bytes) {
    if (items.size() <= MAX_ITEMS && total(items, bytes) <= MAX_BYTES) {
      return items.isEmpty() ? List.of() : List.of(items);
    }
    List<List<T>> batches = new ArrayList<>();
    List<T> batch = new ArrayList<>();
    long size = 0;
    for (T item : items) {
      long itemSize = bytes.applyAsLong(item);
      if (batch.size() == MAX_ITEMS || (!batch.isEmpty() && size + itemSize > MAX_BYTES)) {
        batches.add(batch);
        batch = new ArrayList<>();
        size = 0;
      }
      batch.add(item);
      size += itemSize;
    }
    if (!batch.isEmpty()) {
      batches.add(batch);
    }
    return batches;
  }

  private static <T> long total(List<T> items, ToLongFunction<T> bytes) {
    long total = 0;
    for (T item : items) {
      total += bytes.applyAsLong(item);
    }
    return total;
  }

  /** About how many bytes a payload takes in a message. */
  public static long bytes(Payload payload) {
    return payload instanceof Payload.Encoded encoded
        ? ITEM_OVERHEAD + encoded.bytes().length
        : 4L * ITEM_OVERHEAD;
  }

  /** About how many bytes a code takes in a message. */
  public static long bytes(WireCode code) {
    long bundles = 0;
    for (Bundle bundle : code.bundles()) {
      bundles += 2L * ITEM_OVERHEAD + 3L * (bundle.name().length() + bundle.path().length());
    }
    return 2L * ITEM_OVERHEAD + bytes(code.body()) + bundles;
  }

  /** About how many bytes an update takes in a message. */
  public static long bytes(TaskUpdate update) {
    if (update instanceof TaskUpdate.Ended ended) {
      return bytes(ended.body()) + bytes(ended.output()) + 1024L * ended.earlier().size();
    }
    if (update instanceof TaskUpdate.Output output) {
      return ITEM_OVERHEAD + 3L * output.text().length();
    }
    if (update instanceof TaskUpdate.Published published) {
      return bytes(published.value());
    }
    return ITEM_OVERHEAD;
  }
}
