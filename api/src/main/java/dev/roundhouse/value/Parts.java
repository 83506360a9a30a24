package dev.roundhouse.value;

import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an object holds, as far as it can be seen: for messages, not for encoding. */
final class Parts {
  /** A held object and the step to it, such as {@code .name} or {@code [3]}. */
  record Part(String step, Object value) {}

  private final List<Part> found = new ArrayList<>();

  private Parts() {}

  static List<Part> of(Object whole) {
    Parts parts = new Parts();
    Class<?> type = whole.getClass();
    if (whole instanceof Object[] array) {
      parts.addAll(array);
    } else if (type.isRecord()) {
      parts.addComponents(whole);
    } else if (whole instanceof Optional<?> optional) {
      parts.add(".value", optional.orElse(null));
    } else if (whole instanceof Map.Entry<?, ?> entry && isOfTheJdk(type)) {
      parts.add(".key", entry.getKey());
      parts.add(".value", entry.getValue());
    } else if (Lambdas.isLambda(type)) {
      Lambdas.parts(whole).ifPresent(parts::addCaptured);
    } else if (whole instanceof Collection<?> collection && isOfTheJdk(type)) {
      parts.addAll(collection.toArray());
    } else if (whole instanceof Map<?, ?> map && isOfTheJdk(type)) {
      map.forEach(
          (key, value) -> {
            parts.add("[key]", key);
            parts.add("[" + shown(key) + "]", value);
          });
    } else if (whole instanceof Serializable) {
      parts.addFields(whole, type);
    }
    return parts.found;
  }

  /** A map's key as it is named in a path. */
  static String shown(@Nullable Object key) {
    return key instanceof String || key instanceof Number || key instanceof Enum<?>
        ? key.toString()
        : "key";
  }

  private static boolean isOfTheJdk(Class<?> type) {
    return type.getModule() == Object.class.getModule();
  }

  private void add(String step, @Nullable Object value) {
    if (value != null) {
      found.add(new Part(step, value));
    }
  }

  private void addAll(@Nullable Object[] values) {
    for (int i = 0; i < values.length; i++) {
      add("[" + i + "]", values[i]);
    }
  }

  private void addComponents(Object whole) {
    RecordShape shape = RecordShape.of(whole.getClass());
    for (int i = 0; i < shape.size(); i++) {
      add("." + shape.name(i), shape.get(whole, i));
    }
  }

  private void addCaptured(SerializedLambda lambda) {
    for (int i = 0; i < lambda.getCapturedArgCount(); i++) {
      add(Lambdas.step(i), lambda.getCapturedArg(i));
    }
  }

  private void addFields(Object whole, Class<?> type) {
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      for (Field field : each.getDeclaredFields()) {
        boolean written =
            !Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers());
        if (written && !field.getType().isPrimitive() && field.trySetAccessible()) {
          addField(whole, field);
        }
      }
    }
  }

  private void addField(Object whole, Field field) {
    try {
      add("." + field.getName(), field.get(whole));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(field + " was made accessible", e);
    }
  }
}
