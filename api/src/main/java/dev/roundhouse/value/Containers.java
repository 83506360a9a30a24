package dev.roundhouse.value;

import java.lang.reflect.Array;
import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the collections that have tags. */
final class Containers {
  /** A size is only believed so far before the elements are there. */
  private static final int BELIEVED = 1 << 16;

  private Containers() {}

  @SuppressWarnings("JdkObsolete") // what was a linked list becomes one again
  static Collection<@Nullable Object> collection(Tag tag, int size) {
    int believed = Math.min(size, BELIEVED);
    return switch (tag) {
      case ARRAY_LIST, UNMODIFIABLE_LIST -> new ArrayList<>(believed);
      case LINKED_LIST -> new LinkedList<>();
      case ARRAY_DEQUE -> new ArrayDeque<>(believed);
      case HASH_SET -> new HashSet<>(capacity(believed));
      case LINKED_HASH_SET, UNMODIFIABLE_SET -> new LinkedHashSet<>(capacity(believed));
      case TREE_SET -> new TreeSet<>();
      default -> throw new IllegalArgumentException(tag + " is no mutable collection");
    };
  }

  static Object fixed(@Nullable Object[] elements) {
    return Arrays.asList(elements);
  }

  /** What is seen of a collection that is being filled. */
  static Object shown(Tag tag, Collection<@Nullable Object> filled) {
    return switch (tag) {
      case UNMODIFIABLE_LIST -> Collections.unmodifiableList((List<@Nullable Object>) filled);
      case UNMODIFIABLE_SET -> Collections.unmodifiableSet((Set<@Nullable Object>) filled);
      default -> filled;
    };
  }

  /** What is seen of a map that is being filled. */
  static Object shown(Tag tag, Map<@Nullable Object, @Nullable Object> filled) {
    return tag == Tag.UNMODIFIABLE_MAP ? Collections.unmodifiableMap(filled) : filled;
  }

  static Object immutable(Tag tag, @Nullable Object[] elements) {
    return switch (tag) {
      case SET_OF -> Set.of(elements);
      case EMPTY_SET -> Collections.emptySet();
      case EMPTY_LIST -> Collections.emptyList();
      case SINGLETON_LIST -> Collections.singletonList(elements[0]);
      default -> list(elements);
    };
  }

  private static Object list(@Nullable Object[] elements) {
    for (Object element : elements) {
      if (element == null) {
        return Stream.of(elements).toList();
      }
    }
    return List.of(elements);
  }

  static Map<@Nullable Object, @Nullable Object> map(Tag tag, int size) {
    int capacity = capacity(Math.min(size, BELIEVED));
    return switch (tag) {
      case HASH_MAP -> new HashMap<>(capacity);
      case LINKED_HASH_MAP, UNMODIFIABLE_MAP -> new LinkedHashMap<>(capacity);
      case TREE_MAP -> new TreeMap<>();
      default -> throw new IllegalArgumentException(tag + " is no mutable map");
    };
  }

  static Object immutableMap(Tag tag, Object[] keysAndValues) {
    if (tag == Tag.EMPTY_MAP) {
      return Collections.emptyMap();
    }
    if (keysAndValues.length == 0) {
      return Map.of();
    }
    Map.Entry<?, ?>[] entries = new Map.Entry<?, ?>[keysAndValues.length / 2];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = Map.entry(keysAndValues[2 * i], keysAndValues[2 * i + 1]);
    }
    return Map.ofEntries(entries);
  }

  static Object entry(@Nullable Object key, @Nullable Object value) {
    return key == null || value == null
        ? new AbstractMap.SimpleImmutableEntry<>(key, value)
        : Map.entry(key, value);
  }

  static Object[] array(Class<?> element, int size) {
    if (element.isPrimitive()) {
      throw new ValueException(element + " is no class of objects");
    }
    return (Object[]) Array.newInstance(element, size);
  }

  private static int capacity(int size) {
    return size * 4 / 3 + 1;
  }
}
