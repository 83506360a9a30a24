package dev.roundhouse.value;

import java.io.InvalidObjectException;
import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds stand-ins that were read but not replaced: an object that holds itself through one sees the
 * stand-in, which would be a silent wrong answer.
 */
final class Leaks {
  private static final ClassValue<List<Field>> FIELDS =
      new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
          return fields(type);
        }
      };

  private Leaks() {}

  static void refuse(Object read) throws InvalidObjectException {
    if (holdsStandIn(read)) {
      throw new InvalidObjectException(
          "a record or lambda that holds itself cannot be made again; it was found in "
              + read.getClass().getName());
    }
  }

  private static boolean holdsStandIn(Object read) {
    if (read instanceof Object[] array) {
      return Arrays.stream(array).anyMatch(Leaks::isStandIn);
    }
    if (read.getClass().getPackageName().equals("java.util")) {
      if (read instanceof Collection<?> collection) {
        return collection.stream().anyMatch(Leaks::isStandIn);
      }
      if (read instanceof Map<?, ?> map) {
        return map.entrySet().stream()
            .anyMatch(entry -> isStandIn(entry.getKey()) || isStandIn(entry.getValue()));
      }
    }
    return FIELDS.get(read.getClass()).stream().anyMatch(field -> isStandIn(content(field, read)));
  }

  private static boolean isStandIn(@Nullable Object value) {
    return value instanceof StandIn || value instanceof SerializedLambda;
  }

  private static @Nullable Object content(Field field, Object holder) {
    try {
      return field.get(holder);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(field + " was made accessible", e);
    }
  }

  /** The fields that could hold a stand-in; those of other types refuse it by themselves. */
  private static List<Field> fields(Class<?> type) {
    List<Field> found = new ArrayList<>();
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      for (Field field : each.getDeclaredFields()) {
        boolean takesAny = field.getType() == Object.class || field.getType() == Serializable.class;
        if (takesAny && !Modifier.isStatic(field.getModifiers()) && field.trySetAccessible()) {
          found.add(field);
        }
      }
    }
    return List.copyOf(found);
  }
}
