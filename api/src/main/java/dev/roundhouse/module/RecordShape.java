package dev.roundhouse.module;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A record type as ports: makes records of values by port name, and takes them apart. */
final class RecordShape {

  private final Type type;
  private final List<Port> ports;
  private final List<Method> accessors;
  private final Constructor<?> constructor;

  private RecordShape(Type type, List<Port> ports, List<Method> accessors, Constructor<?> made) {
    this.type = type;
    this.ports = List.copyOf(ports);
    this.accessors = List.copyOf(accessors);
    this.constructor = made;
  }

  /**
   * Reads a record type.
   *
   * @throws IllegalArgumentException it is no record, or a default is not of its component's type
   */
  static RecordShape of(Type type) {
    Class<?> raw = GenericTypes.erase(type);
    if (!raw.isRecord()) {
      throw new IllegalArgumentException(
          TypeText.of(type)
              + " is no record type, expected a record whose components are the ports");
    }
    Map<TypeVariable<?>, Type> bindings = GenericTypes.bindings(type);
    List<Port> ports = new ArrayList<>();
    List<Method> accessors = new ArrayList<>();
    List<Class<?>> parameters = new ArrayList<>();
    for (RecordComponent component : raw.getRecordComponents()) {
      Type declared = GenericTypes.substitute(component.getGenericType(), bindings);
      ports.add(port(type, component, new PortType(declared)));
      accessors.add(open(component.getAccessor()));
      parameters.add(component.getType());
    }
    return new RecordShape(type, ports, accessors, constructor(raw, parameters));
  }

  List<Port> ports() {
    return ports;
  }

  List<String> names() {
    return ports.stream().map(Port::name).toList();
  }

  Optional<Port> port(String name) {
    return ports.stream().filter(port -> port.name().equals(name)).findFirst();
  }

  /**
   * Makes a record of converted values; what is missing has its default or is an empty {@code
   * Optional}.
   *
   * @throws IllegalArgumentException a mandatory one is missing, or the record refuses them
   */
  Record make(Map<String, Object> values) {
    try {
      return construct(values);
    } catch (RuntimeException refused) {
      throw refused;
    } catch (Exception refused) {
      throw new IllegalArgumentException(
          TypeText.of(type) + " cannot be made: " + refused.getMessage(), refused);
    }
  }

  /** As {@link #make}, but what the record's constructor threw comes as it is. */
  Record construct(Map<String, Object> values) throws Exception {
    Object[] arguments = ports.stream().map(port -> argument(port, values)).toArray();
    try {
      return (Record) constructor.newInstance(arguments);
    } catch (InvocationTargetException thrown) {
      throw Thrown.unwrap(thrown);
    } catch (IllegalArgumentException unfit) {
      throw new IllegalArgumentException(misfits(arguments), unfit);
    }
  }

  /**
   * The record's values by port.
   *
   * @throws NullPointerException a component is null; the message says which
   */
  Map<String, Object> split(Record values) throws Exception {
    Map<String, Object> byPort = new LinkedHashMap<>();
    for (int i = 0; i < accessors.size(); i++) {
      Object value;
      try {
        value = accessors.get(i).invoke(values);
      } catch (InvocationTargetException thrown) {
        throw Thrown.unwrap(thrown);
      }
      if (value == null) {
        throw new NullPointerException(
            "port " + ports.get(i).name() + " is null, expected " + ports.get(i).type());
      }
      byPort.put(ports.get(i).name(), value);
    }
    return byPort;
  }

  private Object argument(Port port, Map<String, Object> values) {
    Object given = values.get(port.name());
    if (given != null) {
      return given;
    }
    if (port.type().isOptional()) {
      return port.defaultValue().orElse(Optional.empty());
    }
    return port.defaultValue()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    TypeText.of(type) + " has no value for " + port.name() + " and no default"));
  }

  private String misfits(Object[] arguments) {
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      PortType declared = ports.get(i).type();
      if (!declared.accepts(new PortType(arguments[i].getClass()))) {
        wrong.add(
            ports.get(i).name()
                + " is a "
                + arguments[i].getClass().getName()
                + ", expected "
                + declared);
      }
    }
    return TypeText.of(type) + ": " + String.join("; ", wrong);
  }

  private static Port port(Type owner, RecordComponent component, PortType type) {
    String name = kebab(component.getName());
    Default declared = component.getAnnotation(Default.class);
    if (declared == null) {
      return Port.of(name, type);
    }
    try {
      return Port.withDefault(name, type, type.parse(declared.value(), Path.of("")));
    } catch (IllegalArgumentException unfit) {
      throw new IllegalArgumentException(
          TypeText.of(owner)
              + "."
              + component.getName()
              + ": @Default("
              + declared.value()
              + "): "
              + unfit.getMessage(),
          unfit);
    }
  }

  private static Constructor<?> constructor(Class<?> raw, List<Class<?>> parameters) {
    try {
      Constructor<?> found = raw.getDeclaredConstructor(parameters.toArray(Class<?>[]::new));
      found.setAccessible(true);
      return found;
    } catch (NoSuchMethodException impossible) {
      throw new IllegalStateException(raw + " lacks its canonical constructor", impossible);
    }
  }

  private static Method open(Method accessor) {
    accessor.setAccessible(true);
    return accessor;
  }

  /** {@code exitCode} is {@code exit-code}, {@code maxURLLength} is {@code max-url-length}. */
  static String kebab(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2")
        .replaceAll("([A-Z])([A-Z][a-z])", "$1-$2")
        .replace('_', '-')
        .toLowerCase(Locale.ROOT);
  }
}
