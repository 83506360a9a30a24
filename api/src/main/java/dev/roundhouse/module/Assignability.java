package dev.roundhouse.module;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides from declared types alone whether a value of one may go into a port of another. */
final class Assignability {

  /** For each number class those whose every value it can hold. */
  private static final Map<Class<?>, Set<Class<?>>> WIDENINGS =
      Map.of(
          Short.class, Set.of(Byte.class),
          Integer.class, Set.of(Byte.class, Short.class),
          Long.class, Set.of(Byte.class, Short.class, Integer.class),
          Float.class, Set.of(Byte.class, Short.class),
          Double.class, Set.of(Byte.class, Short.class, Integer.class, Float.class),
          BigInteger.class, Set.of(Byte.class, Short.class, Integer.class, Long.class),
          BigDecimal.class,
              Set.of(Byte.class, Short.class, Integer.class, Long.class, BigInteger.class));

  private static final Set<Class<?>> CONVERTED_BY_ELEMENT =
      Set.of(List.class, Collection.class, Set.class, Map.class, Optional.class);

  private Assignability() {}

  static boolean accepts(Type target, Type source) {
    Type to = GenericTypes.box(GenericTypes.bound(target));
    Type from = GenericTypes.box(GenericTypes.bound(source));
    boolean nothing = from == Void.class; // what an empty list holds
    if (to == Object.class || nothing || assignable(to, from)) {
      return true;
    }
    Class<?> raw = GenericTypes.erase(to);
    if (raw == Optional.class) {
      return GenericTypes.erase(from) != Optional.class
          && accepts(new PortType(to).argument().type(), from);
    }
    return raw == String.class ? printable(from) : converts(to, from);
  }

  private static boolean assignable(Type to, Type from) {
    Class<?> raw = GenericTypes.erase(to);
    Optional<Type> seen = GenericTypes.as(raw, from);
    if (seen.isEmpty()) {
      return false;
    }
    List<Type> wanted = GenericTypes.arguments(to);
    List<Type> given = GenericTypes.arguments(seen.get());
    for (int i = 0; i < wanted.size(); i++) {
      Type argument = i < given.size() ? given.get(i) : Object.class;
      boolean fits =
          CONVERTED_BY_ELEMENT.contains(raw)
              ? accepts(wanted.get(i), argument)
              : assignable(GenericTypes.bound(wanted.get(i)), GenericTypes.bound(argument));
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  /** A list is looped over rather than printed; an array's or Optional's text loses the value. */
  private static boolean printable(Type from) {
    Class<?> raw = GenericTypes.erase(from);
    return !Collection.class.isAssignableFrom(raw) && !raw.isArray() && raw != Optional.class;
  }

  private static boolean converts(Type to, Type from) {
    Class<?> raw = GenericTypes.erase(to);
    Class<?> given = GenericTypes.erase(from);
    if (WIDENINGS.getOrDefault(raw, Set.of()).contains(given)) {
      return true;
    }
    if (raw.isArray() && !given.isArray()) {
      Optional<PortType> element = new PortType(from).element();
      return element.isPresent() && accepts(component(to), element.get().type());
    }
    if (given.isArray() && (raw == List.class || raw == Collection.class)) {
      return accepts(new PortType(to).argument().type(), component(from));
    }
    return false;
  }

  static Type component(Type array) {
    return array instanceof GenericArrayType generic
        ? generic.getGenericComponentType()
        : GenericTypes.erase(array).getComponentType();
  }
}
