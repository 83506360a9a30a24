package dev.roundhouse.module;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Converts values that hold no others; see {@link Conversion}. */
record Scalars(Path folder, boolean written) {

  private static final int LONGEST_SHOWN = 80;
  private static final List<String> READERS = List.of("parse", "valueOf", "fromString", "create");

  Object to(Class<?> raw, Object value) {
    if (raw == String.class) {
      return text(value);
    }
    if (raw == Path.class || raw == File.class) {
      return file(raw, value);
    }
    if (raw.isInstance(value)) {
      return value;
    }
    if (Number.class.isAssignableFrom(raw)) {
      return number(raw, value).orElseThrow(() -> unfit(value, name(raw)));
    }
    if (!written) {
      throw unfit(value, name(raw));
    }
    return read(raw, value);
  }

  static IllegalArgumentException unfit(Object value, String expected) {
    return new IllegalArgumentException("value " + shown(value) + ", expected " + expected);
  }

  /** A value as messages show it, cut where it is long. */
  static String shown(Object value) {
    String text = value instanceof CharSequence ? "\"" + value + "\"" : String.valueOf(value);
    String cut = text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
    return cut.replace("\n", "\\n");
  }

  private String text(Object value) {
    boolean structure =
        value instanceof Collection<?>
            || value instanceof Optional<?>
            || value.getClass().isArray()
            || (written && value instanceof Map<?, ?>);
    if (structure) {
      throw unfit(value, "String");
    }
    return value.toString();
  }

  private Object file(Class<?> raw, Object value) {
    boolean readable =
        value instanceof Path
            || value instanceof File
            || (written && (value instanceof CharSequence || value instanceof Number));
    if (!readable) {
      throw unfit(value, raw.getSimpleName());
    }
    try {
      Path given = value instanceof Path path ? path : Path.of(value.toString());
      Path path = written ? folder.resolve(given).normalize() : given;
      return raw == File.class ? path.toFile() : path;
    } catch (InvalidPathException malformed) {
      throw unfit(value, "a path (" + malformed.getReason() + ")");
    }
  }

  private Optional<Object> number(Class<?> raw, Object value) {
    boolean readable = value instanceof Number || (written && value instanceof CharSequence);
    if (!readable) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(exact(raw, value));
    } catch (ArithmeticException | NumberFormatException lost) {
      return Optional.empty();
    }
  }

  private static @org.jspecify.annotations.Nullable Object exact(Class<?> raw, Object value) {
    if (raw == Double.class || raw == Float.class) {
      return floating(raw, value);
    }
    BigDecimal number = new BigDecimal(value.toString().strip());
    return switch (raw.getSimpleName()) {
      case "Byte" -> (Object) number.byteValueExact();
      case "Short" -> number.shortValueExact();
      case "Integer" -> number.intValueExact();
      case "Long" -> number.longValueExact();
      case "BigInteger" -> number.toBigIntegerExact();
      case "BigDecimal", "Number" -> number;
      default -> null;
    };
  }

  /** Text may be rounded to the nearest; a whole number that would change may not. */
  private static Object floating(Class<?> raw, Object value) {
    String text = value.toString().strip();
    Number nearest =
        raw == Double.class ? (Number) Double.parseDouble(text) : Float.parseFloat(text);
    boolean whole =
        value instanceof Long || value instanceof Integer || value instanceof BigInteger;
    if (whole && new BigDecimal(nearest.doubleValue()).compareTo(new BigDecimal(text)) != 0) {
      throw new ArithmeticException(text);
    }
    return nearest;
  }

  private Object read(Class<?> raw, Object value) {
    String text = value.toString().strip();
    if (value instanceof Map<?, ?> || value instanceof Collection<?>) {
      throw unfit(value, name(raw));
    }
    if (raw == Boolean.class) {
      return truth(text).orElseThrow(() -> unfit(value, "true or false"));
    }
    if (raw == Character.class) {
      return Optional.of(value.toString())
          .filter(one -> one.length() == 1)
          .map(one -> (Object) one.charAt(0))
          .orElseThrow(() -> unfit(value, "one character"));
    }
    if (raw.isEnum()) {
      return constant(raw, text).orElseThrow(() -> unfit(value, "one of " + constants(raw)));
    }
    if (raw == Duration.class) {
      return Durations.read(text).orElseThrow(() -> unfit(value, Durations.EXPECTED));
    }
    return raw == URI.class ? uri(value, text) : parsed(raw, value, text);
  }

  private static Optional<Object> truth(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on" -> Optional.of(true);
      case "false", "no", "off" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static Optional<Object> constant(Class<?> raw, String text) {
    String name = text.replace('-', '_');
    return Stream.of(raw.getEnumConstants())
        .map(constant -> (Object) constant)
        .filter(constant -> ((Enum<?>) constant).name().equalsIgnoreCase(name))
        .findFirst();
  }

  private static String constants(Class<?> raw) {
    return Stream.of(raw.getEnumConstants())
        .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .collect(Collectors.joining(", "));
  }

  private static URI uri(Object value, String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException malformed) {
      throw unfit(value, "a URI");
    }
  }

  /** By the type's own way to read its text, as {@code LocalDate.parse} or {@code UUID}'s. */
  private static Object parsed(Class<?> raw, Object value, String text) {
    Optional<Method> reader =
        READERS.stream()
            .flatMap(name -> Stream.of(raw.getMethods()).filter(m -> m.getName().equals(name)))
            .filter(method -> Modifier.isStatic(method.getModifiers()))
            .filter(method -> method.getParameterCount() == 1)
            .filter(method -> method.getParameterTypes()[0].isAssignableFrom(String.class))
            .filter(method -> raw.isAssignableFrom(method.getReturnType()))
            .findFirst();
    try {
      return reader.orElseThrow(() -> unfit(value, name(raw))).invoke(null, text);
    } catch (InvocationTargetException refused) {
      Throwable cause = refused.getTargetException();
      throw new IllegalArgumentException(
          unfit(value, name(raw)).getMessage() + " (" + cause.getMessage() + ")", cause);
    } catch (IllegalAccessException hidden) {
      throw new IllegalArgumentException(unfit(value, name(raw)).getMessage(), hidden);
    }
  }

  private static String name(Class<?> raw) {
    return switch (raw.getName()) {
      case "java.lang.Integer" -> "int";
      case "java.lang.Long",
          "java.lang.Double",
          "java.lang.Float",
          "java.lang.Short",
          "java.lang.Byte",
          "java.lang.Boolean" ->
          raw.getSimpleName().toLowerCase(Locale.ROOT);
      case "java.lang.Character" -> "char";
      default -> TypeText.of(raw);
    };
  }
}
