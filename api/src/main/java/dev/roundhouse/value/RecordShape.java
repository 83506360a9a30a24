package dev.roundhouse.value;

import java.io.Serializable;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/** How a record class is taken apart and made again: accessors and canonical constructor. */
final class RecordShape {
  private static final ClassValue<RecordShape> SHAPES =
      new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
          return new RecordShape(type);
        }
      };

  private static final Class<?>[] NO_PARAMETERS = {};

  private final Class<?> type;
  private final RecordComponent[] components;
  private final Tag[] bare;
  private final MethodHandle[] accessors;
  private final MethodHandle constructor;
  private final int fingerprint;

  private RecordShape(Class<?> type) {
    this.type = type;
    this.components = type.getRecordComponents();
    this.bare = new Tag[components.length];
    this.accessors = new MethodHandle[components.length];
    try {
      for (int i = 0; i < components.length; i++) {
        bare[i] = bareTag(components[i].getType());
        accessors[i] = accessor(components[i].getAccessor());
      }
      this.constructor = constructor();
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw ValueException.unserialisable(
          type, "its accessors or constructor cannot be used: " + e.getMessage(), e);
    }
    this.fingerprint = fingerprint(type, describe());
  }

  static RecordShape of(Class<?> type) {
    return SHAPES.get(type);
  }

  /** Whether its components are all there is to it, since it has no serialisation hooks. */
  static boolean isPlain(Class<?> type) {
    return !Serializable.class.isAssignableFrom(type)
        || (!declares(type, "writeReplace") && !declares(type, "readResolve"));
  }

  int size() {
    return components.length;
  }

  String name(int component) {
    return components[component].getName();
  }

  /** The tag that a primitive component has without writing it; {@link Tag#NULL}: it is written. */
  Tag bare(int component) {
    return bare[component];
  }

  /** Tells classes of one name with different components apart. */
  int fingerprint() {
    return fingerprint;
  }

  Object get(Object instance, int component) {
    try {
      return (Object) accessors[component].invokeExact(instance);
    } catch (VirtualMachineError e) {
      throw e;
    } catch (Throwable e) {
      throw ValueException.unserialisable(
          type, "its accessor " + name(component) + " threw " + e, e);
    }
  }

  Object make(Object[] values) {
    try {
      return (Object) constructor.invokeExact(values);
    } catch (VirtualMachineError e) {
      throw e;
    } catch (Throwable e) {
      throw new ValueException("the constructor of " + type.getName() + " refused: " + e, e);
    }
  }

  static int fingerprint(Class<?> type, String content) {
    CRC32 crc = new CRC32();
    crc.update((type.getName() + content).getBytes(StandardCharsets.UTF_8));
    return (int) crc.getValue();
  }

  private String describe() {
    StringBuilder text = new StringBuilder("(");
    for (RecordComponent component : components) {
      text.append(component.getType().getName()).append(' ').append(component.getName());
      text.append(',');
    }
    return text.append(')').toString();
  }

  private static MethodHandle accessor(Method method) throws IllegalAccessException {
    method.setAccessible(true);
    return MethodHandles.lookup()
        .unreflect(method)
        .asType(MethodType.methodType(Object.class, Object.class));
  }

  private MethodHandle constructor() throws ReflectiveOperationException {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Constructor<?> canonical = type.getDeclaredConstructor(types);
    canonical.setAccessible(true);
    return MethodHandles.lookup()
        .unreflectConstructor(canonical)
        .asSpreader(Object[].class, types.length)
        .asType(MethodType.methodType(Object.class, Object[].class));
  }

  private static Tag bareTag(Class<?> type) {
    if (!type.isPrimitive() || type == boolean.class) {
      return Tag.NULL;
    }
    return Kinds.of(MethodType.methodType(type).wrap().returnType());
  }

  private static boolean declares(Class<?> type, String method) {
    return Arrays.stream(type.getDeclaredMethods())
        .anyMatch(
            declared ->
                declared.getName().equals(method)
                    && Arrays.equals(declared.getParameterTypes(), NO_PARAMETERS));
  }
}
