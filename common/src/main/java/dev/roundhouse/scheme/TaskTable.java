package dev.roundhouse.scheme;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Values by task id. Ids are given in rising order and end in nearly that order, so they index
 * pages that come and go: some four bytes a value where a hash map takes sixty. Not thread-safe.
 */
public final class TaskTable<T> {

  private static final int PAGE_BITS = 8;
  private static final int PAGE_SIZE = 1 << PAGE_BITS;
  private static final int SLOT_MASK = PAGE_SIZE - 1;

  private final Map<Long, Page> pages = new HashMap<>();
  private int size;

  /** Puts a value where none is. */
  public void put(long id, T value) {
    Page page = pages.computeIfAbsent(id >>> PAGE_BITS, key -> new Page());
    int slot = (int) id & SLOT_MASK;
    if (page.values[slot] != null) {
      throw new IllegalStateException("task " + id + " is in the table already");
    }
    page.values[slot] = value;
    page.used++;
    size++;
  }

  /** The value of an id. */
  public Optional<T> get(long id) {
    Page page = pages.get(id >>> PAGE_BITS);
    return page == null ? Optional.empty() : at(page, (int) id & SLOT_MASK);
  }

  /** Takes the value of an id out. */
  public Optional<T> remove(long id) {
    Page page = pages.get(id >>> PAGE_BITS);
    if (page == null) {
      return Optional.empty();
    }
    int slot = (int) id & SLOT_MASK;
    Optional<T> value = at(page, slot);
    if (value.isPresent()) {
      page.values[slot] = null;
      page.used--;
      size--;
      if (page.used == 0) {
        pages.remove(id >>> PAGE_BITS);
      }
    }
    return value;
  }

  /** How many values there are. */
  public int size() {
    return size;
  }

  int pages() {
    return pages.size();
  }

  /** Visits the values in no particular order; the table is not to be changed meanwhile. */
  public void forEach(Consumer<T> visitor) {
    for (Page page : pages.values()) {
      for (int slot = 0; slot < PAGE_SIZE; slot++) {
        at(page, slot).ifPresent(visitor);
      }
    }
  }

  @SuppressWarnings("unchecked")
  private Optional<T> at(Page page, int slot) {
    return Optional.ofNullable((T) page.values[slot]);
  }

  private static final class Page {
    private final @org.jspecify.annotations.Nullable Object[] values =
        new @org.jspecify.annotations.Nullable Object[PAGE_SIZE];
    private int used;
  }
}
