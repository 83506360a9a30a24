package dev.roundhouse.value;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Follows permitted subclasses and components' types, generic arguments included. */
final class ReachableRecords {
  private final Set<Type> seen = new HashSet<>();
  private final Deque<Type> open = new ArrayDeque<>();
  private final Set<Class<?>> found = new HashSet<>();

  private ReachableRecords(Class<?>[] roots) {
    open.addAll(List.of(roots));
  }

  static Set<Class<?>> from(Class<?>[] roots) {
    return new ReachableRecords(roots).search();
  }

  private Set<Class<?>> search() {
    while (!open.isEmpty()) {
      Type next = open.remove();
      if (seen.add(next)) {
        visit(next);
      }
    }
    return Set.copyOf(found);
  }

  private void visit(Type type) {
    if (type instanceof ParameterizedType parameterized) {
      open.add(parameterized.getRawType());
      open.addAll(Arrays.asList(parameterized.getActualTypeArguments()));
    } else if (type instanceof WildcardType wildcard) {
      open.addAll(Arrays.asList(wildcard.getUpperBounds()));
    } else if (type instanceof Class<?> plain) {
      visitClass(plain);
    }
  }

  private void visitClass(Class<?> type) {
    if (type.isSealed()) {
      open.addAll(Arrays.asList(type.getPermittedSubclasses()));
    }
    if (type.isRecord()) {
      found.add(type);
      for (RecordComponent component : type.getRecordComponents()) {
        open.add(component.getGenericType());
      }
    } else if (type.isEnum()) {
      found.add(type);
    }
  }
}
