package dev.roundhouse.value;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All classes that a loader finds, by their names. */
record OpenWorld(ClassLoader loader) implements World {
  /** For writing, which finds no classes. */
  static final OpenWorld ENCODING = new OpenWorld(OpenWorld.class.getClassLoader());

  private static final Map<String, Class<?>> PRIMITIVES =
      Stream.of(
              void.class,
              boolean.class,
              byte.class,
              short.class,
              char.class,
              int.class,
              long.class,
              float.class,
              double.class)
          .collect(Collectors.toUnmodifiableMap(Class::getName, Function.identity()));

  @Override
  public boolean keepsReferences() {
    return true;
  }

  @Override
  public Tag tag(Class<?> type) {
    return Kinds.of(type);
  }

  @Override
  public void name(Class<?> type, Output out) {
    Jshell.refuse(type);
    Scalars.text(type.getName(), out);
    out.i32(World.fingerprint(type));
  }

  @Override
  public Class<?> find(Input in) {
    String name = Scalars.text(in);
    int fingerprint = in.i32();
    Class<?> type = load(name, loader);
    if (fingerprint != World.fingerprint(type)) {
      throw new ValueException(
          name + " has other components or constants here than where the value was written");
    }
    return type;
  }

  static Class<?> load(String name, ClassLoader loader) {
    Class<?> primitive = PRIMITIVES.get(name);
    if (primitive != null) {
      return primitive;
    }
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException | LinkageError e) {
      throw new ValueException("class " + name + " cannot be loaded here: " + e, e);
    }
  }

  @Override
  public Optional<String> encodeForeign(Object value) {
    return Optional.empty();
  }

  @Override
  public Object decodeForeign(String text) {
    throw new ValueException("a foreign object is not expected among users' values");
  }
}
