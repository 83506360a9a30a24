package dev.roundhouse.module;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The type of a port, generic arguments included. Equal where the described types are the same.
 *
 * @param type the declared type; primitives stay primitives
 */
public record PortType(Type type) {

  public static final PortType STRING = new PortType(String.class);
  public static final PortType OBJECT = new PortType(Object.class);

  public PortType {
    Objects.requireNonNull(type, "type");
  }

  /** Whether it is a {@code List} (or exactly {@code Collection}) of something. */
  public boolean isList() {
    return raw() == List.class || raw() == java.util.Collection.class;
  }

  public boolean isOptional() {
    return raw() == Optional.class;
  }

  /** The argument of a {@code List} or {@code Optional}; {@code Object} where it is raw. */
  public PortType argument() {
    if (type instanceof ParameterizedType parameterized) {
      Type argument = parameterized.getActualTypeArguments()[0];
      if (argument instanceof WildcardType wildcard) {
        return new PortType(wildcard.getUpperBounds()[0]);
      }
      return new PortType(argument);
    }
    return OBJECT;
  }

  /** The erased class. */
  public Class<?> raw() {
    if (type instanceof Class<?> plain) {
      return plain;
    }
    if (type instanceof ParameterizedType parameterized) {
      return (Class<?>) parameterized.getRawType();
    }
    return Object.class;
  }
}
