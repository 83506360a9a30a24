package dev.roundhouse.wire;

import dev.roundhouse.work.Payload;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorRef;

/** Makes messages of any record class, and compares them by content, arrays included. */
final class MessageValues {

  private static final long[] LONGS = {0, 1, 127, 128, -1, Long.MAX_VALUE, Long.MIN_VALUE};

  private final Random random;
  private final int items;
  private final ActorRef<?> reference;

  /**
   * @param items how many of each kind a list holds, and bytes an array; 0: Optionals are empty too
   */
  MessageValues(Random random, int items, ActorRef<?> reference) {
    this.random = random;
    this.items = items;
    this.reference = reference;
  }

  Object message(Class<?> type) {
    return value(type, "");
  }

  private Object value(Type type, String name) {
    if (type instanceof ParameterizedType generic) {
      return generic(generic, name);
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isArray()) {
      return array(plain.getComponentType());
    }
    if (plain.isSealed()) {
      List<Class<?>> kinds = kinds(plain);
      return value(kinds.get(random.nextInt(kinds.size())), name);
    }
    if (plain.isEnum()) {
      return plain.getEnumConstants()[random.nextInt(plain.getEnumConstants().length)];
    }
    return plain.isRecord() ? record(plain) : scalar(plain, name);
  }

  private Object generic(ParameterizedType type, String name) {
    Type argument = type.getActualTypeArguments()[0];
    if (type.getRawType() == ActorRef.class) {
      return reference;
    }
    if (type.getRawType() == Optional.class) {
      return items == 0 ? Optional.empty() : Optional.of(value(argument, name));
    }
    List<Object> list = new ArrayList<>();
    boolean mixed = argument instanceof Class<?> plain && plain.isSealed();
    List<? extends Type> kinds = mixed ? kinds((Class<?>) argument) : List.of(argument);
    for (int i = 0; i < items; i++) {
      kinds.forEach(kind -> list.add(value(kind, name)));
    }
    return list;
  }

  /** All records of a sealed interface that may be sent. */
  static List<Class<?>> kinds(Class<?> type) {
    return Stream.<Class<?>>of(type.getPermittedSubclasses())
        .filter(kind -> kind != Payload.Live.class)
        .toList();
  }

  private Object array(Class<?> component) {
    Object array = Array.newInstance(component, items);
    for (int i = 0; i < items; i++) {
      Array.set(array, i, scalar(component, ""));
    }
    return array;
  }

  private Object record(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      values[i] = value(components[i].getGenericType(), components[i].getName());
    }
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("making a " + type + " of " + List.of(values), e);
    }
  }

  private Object scalar(Class<?> type, String name) {
    if (type == String.class) {
      return name.equals("version") ? ProductVersion.CURRENT : "ünïcode 火 ".repeat(items) + name;
    }
    if (type == boolean.class) {
      return random.nextBoolean();
    }
    if (type == byte.class) {
      return (byte) random.nextInt();
    }
    if (type == int.class) {
      boolean positive = name.equals("slots") || name.equals("attempts");
      return positive ? 1 + random.nextInt(Integer.MAX_VALUE) : random.nextInt();
    }
    if (type == double.class) {
      return random.nextGaussian();
    }
    if (type == long.class || type == Long.class) {
      return random.nextBoolean() ? LONGS[random.nextInt(LONGS.length)] : random.nextLong();
    }
    throw new AssertionError("no values of " + type + " for " + name);
  }

  /** The message as nested lists, so that equal ones have equal content. */
  static Object content(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(MessageValues::content).toList();
    }
    if (value instanceof Optional<?> optional) {
      return optional.map(MessageValues::content);
    }
    List<Object> parts = new ArrayList<>();
    if (value.getClass().isArray()) {
      for (int i = 0; i < Array.getLength(value); i++) {
        parts.add(Array.get(value, i));
      }
      return parts;
    }
    if (!value.getClass().isRecord()) {
      return value;
    }
    parts.add(value.getClass());
    for (RecordComponent component : value.getClass().getRecordComponents()) {
      try {
        parts.add(content(component.getAccessor().invoke(value)));
      } catch (ReflectiveOperationException e) {
        throw new AssertionError("reading " + component, e);
      }
    }
    return parts;
  }
}
