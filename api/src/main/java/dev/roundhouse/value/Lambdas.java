package dev.roundhouse.value;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;
import java.util.Optional;

/** Serialisable lambdas and method references: taken apart and made again. */
final class Lambdas {
  static final String CAPTURES_THIS =
      "the lambda uses a field or method of its object, so it captures this";

  private static final MethodType REPLACES = MethodType.methodType(Object.class, Object.class);

  private static final MethodType MAKES =
      MethodType.methodType(Object.class, SerializedLambda.class);

  /**
   * The method by which the compiler lets a lambda name its parts; empty where the lambda's package
   * is not open to us. A stream that asks it costs ten times as much.
   */
  private static final ClassValue<Optional<MethodHandle>> REPLACER =
      new ClassValue<>() {
        @Override
        protected Optional<MethodHandle> computeValue(Class<?> lambda) {
          return replacer(lambda);
        }
      };

  /** The method by which the compiler lets a class make its lambdas again. */
  private static final ClassValue<Optional<MethodHandle>> MAKER =
      new ClassValue<>() {
        @Override
        protected Optional<MethodHandle> computeValue(Class<?> capturing) {
          return maker(capturing);
        }
      };

  private Lambdas() {}

  private static Optional<MethodHandle> maker(Class<?> capturing) {
    try {
      return Optional.of(
          MethodHandles.privateLookupIn(capturing, MethodHandles.lookup())
              .findStatic(capturing, "$deserializeLambda$", MAKES));
    } catch (IllegalAccessException e) {
      throw new ValueException("a lambda of " + capturing.getName() + " cannot be made here", e);
    } catch (NoSuchMethodException e) {
      return Optional.empty();
    }
  }

  private static Optional<MethodHandle> replacer(Class<?> lambda) {
    if (!isOpen(lambda)) {
      return Optional.empty();
    }
    try {
      Method method = lambda.getDeclaredMethod("writeReplace");
      method.setAccessible(true);
      return Optional.of(MethodHandles.lookup().unreflect(method).asType(REPLACES));
    } catch (NoSuchMethodException | IllegalAccessException e) {
      return Optional.empty();
    }
  }

  static boolean isLambda(Class<?> type) {
    return isAnyLambda(type) && Serializable.class.isAssignableFrom(type);
  }

  static boolean isAnyLambda(Class<?> type) {
    return type.isHidden() && type.isSynthetic();
  }

  /** The step from a lambda to a captured value. */
  static String step(int captured) {
    return ".captured[" + captured + "]";
  }

  /** Whether this captured value is the object in whose method the lambda stands. */
  static boolean isThis(Object lambda, String step, Object captured) {
    if (!step.equals(step(0)) || !isLambda(lambda.getClass())) {
      return false;
    }
    return parts(lambda)
        .filter(found -> found.getImplMethodKind() != MethodHandleInfo.REF_invokeStatic)
        .map(found -> capturingClass(found, lambda.getClass().getClassLoader()))
        .filter(capturing -> capturing.isInstance(captured))
        .isPresent();
  }

  /** The class in whose source the lambda stands. */
  static Class<?> capturingClass(SerializedLambda parts, ClassLoader loader) {
    return OpenWorld.load(parts.getCapturingClass().replace('/', '.'), loader);
  }

  /** Whether we may call its maker; not for lambdas of the JDK, such as comparators. */
  static boolean isOpen(Class<?> capturing) {
    return capturing.getModule().isOpen(capturing.getPackageName(), Lambdas.class.getModule());
  }

  /**
   * The parts of a lambda, as the JDK gives them to a stream.
   *
   * @return empty if it replaces itself by something else
   */
  static Optional<SerializedLambda> parts(Object lambda) {
    Optional<MethodHandle> replacer = REPLACER.get(lambda.getClass());
    if (replacer.isEmpty()) {
      return streamedParts(lambda);
    }
    try {
      return (Object) replacer.get().invokeExact(lambda) instanceof SerializedLambda parts
          ? Optional.of(parts)
          : Optional.empty();
    } catch (Throwable e) {
      throw ValueException.unserialisable(lambda.getClass(), "its parts cannot be had: " + e, e);
    }
  }

  private static Optional<SerializedLambda> streamedParts(Object lambda) {
    try (PartsStream stream = new PartsStream()) {
      stream.writeObject(lambda);
      return stream.parts;
    } catch (IOException e) {
      throw ValueException.unserialisable(lambda.getClass(), "its parts cannot be had: " + e, e);
    }
  }

  static Object make(Class<?> capturing, SerializedLambda parts) {
    MethodHandle maker =
        MAKER
            .get(capturing)
            .orElseThrow(
                () -> new ValueException(capturing.getName() + " has no serialisable lambda"));
    try {
      return maker.invokeExact(parts);
    } catch (Throwable e) {
      throw new ValueException(
          "the lambda "
              + parts.getImplMethodName()
              + " is not in "
              + capturing.getName()
              + "; its code differs here",
          e);
    }
  }

  /** Writes nothing; keeps what a lambda replaces itself by. */
  private static final class PartsStream extends ObjectOutputStream {
    private Optional<SerializedLambda> parts = Optional.empty();

    PartsStream() throws IOException {
      super(OutputStream.nullOutputStream());
      enableReplaceObject(true);
    }

    @Override
    protected Object replaceObject(Object replaced) {
      if (replaced instanceof SerializedLambda found) {
        parts = Optional.of(found);
      }
      return "";
    }
  }
}
