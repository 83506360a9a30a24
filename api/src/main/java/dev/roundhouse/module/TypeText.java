package dev.roundhouse.module;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Types as people write them: {@code List<String>}, {@code double[]}, {@code Smooth.In}. */
final class TypeText {

  private TypeText() {}

  static String of(Type type) {
    if (type instanceof Class<?> plain) {
      return simple(plain);
    }
    if (type instanceof ParameterizedType parameterized) {
      String arguments =
          Arrays.stream(parameterized.getActualTypeArguments())
              .map(TypeText::of)
              .collect(Collectors.joining(", "));
      return of(parameterized.getRawType()) + "<" + arguments + ">";
    }
    if (type instanceof GenericArrayType array) {
      return of(array.getGenericComponentType()) + "[]";
    }
    if (type instanceof WildcardType wildcard) {
      Type upper = wildcard.getUpperBounds()[0];
      return upper == Object.class ? "?" : "? extends " + of(upper);
    }
    return type instanceof TypeVariable<?> variable ? variable.getName() : type.getTypeName();
  }

  private static String simple(Class<?> plain) {
    if (plain.isArray()) {
      return simple(plain.getComponentType()) + "[]";
    }
    Class<?> owner = plain.getDeclaringClass();
    return owner == null ? plain.getSimpleName() : simple(owner) + "." + plain.getSimpleName();
  }
}
