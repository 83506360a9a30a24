package dev.roundhouse.data;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Values as what JSON has: maps by text, lists, text, numbers, booleans and null. */
final class JsonTree {

  /** Deeper than anybody nests; a value may contain itself. */
  private static final int DEEPEST = 200;

  private JsonTree() {}

  /**
   * Converts a value.
   *
   * @throws IllegalArgumentException JSON cannot hold it; the message says where it is, and its
   *     type
   */
  static @Nullable Object of(@Nullable Object value) {
    return of(value, "value", 0);
  }

  private static @Nullable Object of(@Nullable Object value, String place, int depth) {
    if (depth > DEEPEST) {
      throw new IllegalArgumentException(
          place + " is nested deeper than " + DEEPEST + ", expected a value without itself");
    }
    if (value == null || value instanceof String || value instanceof Boolean) {
      return value;
    }
    if (value instanceof Number number) {
      return number(number, place);
    }
    if (value instanceof Optional<?> optional) {
      return of(optional.orElse(null), place, depth);
    }
    if (value instanceof Collection<?> collection) {
      return list(collection, place, depth);
    }
    if (value.getClass().isArray()) {
      List<Object> elements = new ArrayList<>();
      for (int i = 0; i < Array.getLength(value); i++) {
        elements.add(Array.get(value, i));
      }
      return list(elements, place, depth);
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> tree = new LinkedHashMap<>();
      map.forEach((key, part) -> tree.put(text(key), of(part, place + "." + key, depth + 1)));
      return tree;
    }
    return value instanceof Record record ? components(record, place, depth) : scalar(value, place);
  }

  private static Object number(Number number, String place) {
    boolean floating = number instanceof Double || number instanceof Float;
    if (floating && !Double.isFinite(number.doubleValue())) {
      throw new IllegalArgumentException(place + " is " + number + ", expected a finite number");
    }
    boolean known =
        number instanceof BigDecimal
            || number instanceof BigInteger
            || number instanceof Double
            || number instanceof Float
            || number instanceof Long
            || number instanceof Integer
            || number instanceof Short
            || number instanceof Byte;
    return known ? number : new BigDecimal(number.toString());
  }

  private static List<@Nullable Object> list(Collection<?> values, String place, int depth) {
    List<@Nullable Object> tree = new ArrayList<>();
    for (Object value : values) {
      tree.add(of(value, place + "[" + tree.size() + "]", depth + 1));
    }
    return tree;
  }

  private static Map<String, @Nullable Object> components(Record record, String place, int depth) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      String name = component.getName();
      try {
        component.getAccessor().setAccessible(true);
        Object part = component.getAccessor().invoke(record);
        tree.put(name, of(part, place + "." + name, depth + 1));
      } catch (IllegalAccessException | InvocationTargetException closed) {
        throw new IllegalArgumentException(
            place + "." + name + " cannot be read: " + closed, closed);
      }
    }
    return tree;
  }

  private static String text(@Nullable Object key) {
    return key instanceof Enum<?> constant ? constant.name() : String.valueOf(key);
  }

  private static Object scalar(Object value, String place) {
    boolean written =
        value instanceof Path
            || value instanceof TemporalAccessor
            || value instanceof Duration
            || value instanceof Character
            || value instanceof java.net.URI
            || value instanceof java.util.UUID;
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    if (written) {
      return value.toString();
    }
    throw new IllegalArgumentException(
        place
            + " is a "
            + value.getClass().getTypeName()
            + ", expected maps, lists, records, text, numbers, booleans, times or paths");
  }
}
