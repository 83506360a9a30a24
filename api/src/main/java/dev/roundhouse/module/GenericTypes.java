package dev.roundhouse.module;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Erasure, substitution and supertypes of generic types. */
final class GenericTypes {

  private static final Map<Class<?>, Class<?>> BOXES =
      Map.of(
          boolean.class, Boolean.class,
          byte.class, Byte.class,
          char.class, Character.class,
          short.class, Short.class,
          int.class, Integer.class,
          long.class, Long.class,
          float.class, Float.class,
          double.class, Double.class,
          void.class, Void.class);

  private GenericTypes() {}

  static Type box(Type type) {
    return type instanceof Class<?> plain ? BOXES.getOrDefault(plain, plain) : type;
  }

  static Class<?> erase(Type type) {
    if (type instanceof Class<?> plain) {
      return plain;
    }
    if (type instanceof ParameterizedType parameterized) {
      return (Class<?>) parameterized.getRawType();
    }
    if (type instanceof GenericArrayType array) {
      return erase(array.getGenericComponentType()).arrayType();
    }
    if (type instanceof WildcardType wildcard) {
      return erase(wildcard.getUpperBounds()[0]);
    }
    if (type instanceof TypeVariable<?> variable) {
      return erase(variable.getBounds()[0]);
    }
    return Object.class;
  }

  /** The type without an outer wildcard. */
  static Type bound(Type type) {
    return type instanceof WildcardType wildcard ? wildcard.getUpperBounds()[0] : type;
  }

  static Type parameterized(Class<?> raw, Type... arguments) {
    return new Parameterized(raw, List.of(arguments));
  }

  /** Replaces type variables; one that is not bound becomes its upper bound's erasure. */
  static Type substitute(Type type, Map<TypeVariable<?>, Type> bindings) {
    if (type instanceof TypeVariable<?> variable) {
      Type bound = bindings.get(variable);
      return bound == null ? erase(variable) : bound;
    }
    if (type instanceof ParameterizedType parameterized) {
      Type[] arguments =
          Arrays.stream(parameterized.getActualTypeArguments())
              .map(argument -> box(substitute(bound(argument), bindings)))
              .toArray(Type[]::new);
      return parameterized((Class<?>) parameterized.getRawType(), arguments);
    }
    if (type instanceof GenericArrayType array) {
      Type component = substitute(array.getGenericComponentType(), bindings);
      return component instanceof Class<?> plain ? plain.arrayType() : new GenericArray(component);
    }
    return bound(type);
  }

  /** What the variables of a type's class stand for; empty for a raw or plain class. */
  static Map<TypeVariable<?>, Type> bindings(Type type) {
    Map<TypeVariable<?>, Type> bindings = new HashMap<>();
    if (type instanceof ParameterizedType parameterized) {
      TypeVariable<?>[] variables = erase(type).getTypeParameters();
      Type[] arguments = parameterized.getActualTypeArguments();
      for (int i = 0; i < variables.length; i++) {
        bindings.put(variables[i], bound(arguments[i]));
      }
    }
    return bindings;
  }

  /** The type seen as {@code target}, with arguments; empty where it is no subtype. */
  static Optional<Type> as(Class<?> target, Type type) {
    Class<?> raw = erase(type);
    if (!target.isAssignableFrom(raw)) {
      return Optional.empty();
    }
    if (raw == target) {
      return Optional.of(type);
    }
    Map<TypeVariable<?>, Type> bindings = bindings(type);
    for (Type parent : raw.getGenericInterfaces()) {
      Optional<Type> found = as(target, substitute(parent, bindings));
      if (found.isPresent()) {
        return found;
      }
    }
    Type parent = raw.getGenericSuperclass();
    return parent == null ? Optional.of(target) : as(target, substitute(parent, bindings));
  }

  static List<Type> arguments(Type type) {
    return type instanceof ParameterizedType parameterized
        ? List.of(parameterized.getActualTypeArguments())
        : List.of();
  }

  /** Equal to the JDK's own where it describes the same type, both ways. */
  private record Parameterized(Class<?> raw, List<Type> arguments) implements ParameterizedType {
    @Override
    public Type[] getActualTypeArguments() {
      return arguments.toArray(Type[]::new);
    }

    @Override
    public Type getRawType() {
      return raw;
    }

    @Override
    public @Nullable Type getOwnerType() {
      return raw.getDeclaringClass();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof ParameterizedType that
          && raw.equals(that.getRawType())
          && Objects.equals(getOwnerType(), that.getOwnerType())
          && Arrays.equals(getActualTypeArguments(), that.getActualTypeArguments());
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(getActualTypeArguments())
          ^ Objects.hashCode(getOwnerType())
          ^ raw.hashCode();
    }
  }

  private record GenericArray(Type component) implements GenericArrayType {
    @Override
    public Type getGenericComponentType() {
      return component;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof GenericArrayType that
          && component.equals(that.getGenericComponentType());
    }

    @Override
    public int hashCode() {
      return component.hashCode();
    }
  }
}
