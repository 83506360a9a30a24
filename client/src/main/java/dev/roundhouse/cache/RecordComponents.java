package dev.roundhouse.cache;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a record holds. */
final class RecordComponents {
  private static final ClassValue<List<Method>> ACCESSORS =
      new ClassValue<>() {
        @Override
        protected List<Method> computeValue(Class<?> type) {
          return Stream.of(type.getRecordComponents()).map(RecordComponent::getAccessor).toList();
        }
      };

  private RecordComponents() {}

  /**
   * In declaration order.
   *
   * @throws IllegalArgumentException one cannot be read
   */
  static List<@Nullable Object> of(Record record) {
    List<@Nullable Object> values = new ArrayList<>();
    for (Method accessor : ACCESSORS.get(record.getClass())) {
      try {
        accessor.setAccessible(true);
        values.add(accessor.invoke(record));
      } catch (IllegalAccessException | InvocationTargetException | RuntimeException e) {
        throw new IllegalArgumentException(accessor + " cannot be read: " + e, e);
      }
    }
    return values;
  }
}
