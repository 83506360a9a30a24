package dev.roundhouse.module;

import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.Collection;
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

  /** A class with its generic arguments, such as {@code of(Map.class, STRING, INTEGER)}. */
  public static PortType of(Class<?> raw, PortType... arguments) {
    if (arguments.length == 0) {
      return new PortType(raw);
    }
    Type[] types = new Type[arguments.length];
    for (int i = 0; i < types.length; i++) {
      types[i] = GenericTypes.box(arguments[i].type);
    }
    return new PortType(GenericTypes.parameterized(raw, types));
  }

  /** A list of this type, primitives boxed. */
  public PortType list() {
    return of(List.class, this);
  }

  /**
   * Lists of lists of this type.
   *
   * @param depth how many lists, 0 for the type itself
   */
  public PortType list(int depth) {
    return depth == 0 ? this : list().list(depth - 1);
  }

  /** Whether it is a {@code List} (or exactly {@code Collection}) of something. */
  public boolean isList() {
    return raw() == List.class || raw() == Collection.class;
  }

  public boolean isOptional() {
    return raw() == Optional.class;
  }

  /** The argument of a {@code List} or {@code Optional}; {@code Object} where it is raw. */
  public PortType argument() {
    List<Type> arguments = GenericTypes.arguments(type);
    return arguments.isEmpty() ? OBJECT : new PortType(GenericTypes.bound(arguments.get(0)));
  }

  /** The argument of an {@code Optional}, else the type itself. */
  public PortType required() {
    return isOptional() ? argument() : this;
  }

  /** What a value of this type holds where it is a list of any class; empty for all else. */
  public Optional<PortType> element() {
    Class<?> list = raw() == Collection.class ? Collection.class : List.class;
    return GenericTypes.as(list, type).map(seen -> new PortType(seen).argument());
  }

  /** The erased class. */
  public Class<?> raw() {
    return GenericTypes.erase(type);
  }

  /**
   * Whether a value of the other type may come in here: it is assignable, or one lossless
   * conversion makes it so. Conversions are: between numbers where no value is lost, into an {@code
   * Optional}, between a list and an array, element by element in collections, and of anything but
   * a list, an array or an {@code Optional} to {@code String}. As a value is only read, {@code
   * List<Integer>} goes where {@code List<Number>} is asked for.
   */
  public boolean accepts(PortType source) {
    return Assignability.accepts(type, source.type);
  }

  /**
   * Converts a value of a type that this one {@linkplain #accepts accepts}.
   *
   * @throws IllegalArgumentException it cannot be; the message names the value and this type
   */
  public Object convert(Object value) {
    return new Conversion(Path.of(""), false).to(type, value);
  }

  /**
   * Reads a value that was written by a person: numbers and names from text, enums, paths,
   * durations and dates, lists, arrays and sets, maps, records from maps.
   *
   * @param plain String, Boolean, a Number, List or Map, or already of this type
   * @param folder what relative paths are relative to
   * @throws IllegalArgumentException it cannot be read; the message names the value, where in the
   *     value, and what was expected
   */
  public Object read(Object plain, Path folder) {
    return new Conversion(folder, true).to(type, plain);
  }

  /**
   * Reads a value from the short text of a {@link Default} or of the command line, see {@link
   * PlainValues}; where a string is asked for, unquoted text is that string.
   *
   * @throws IllegalArgumentException as {@link #read}
   */
  public Object parse(String text, Path folder) {
    return read(plain(text), folder);
  }

  /** The plain value that {@link #parse} would read; it may also be a list of such values. */
  public Object plain(String text) {
    String start = text.strip();
    boolean bare = start.isEmpty() || "[{\"".indexOf(start.charAt(0)) < 0;
    return bare && required().raw() == String.class ? text : PlainValues.parse(text);
  }

  /** As in source code, with simple class names: {@code List<String>}. */
  @Override
  public String toString() {
    return TypeText.of(type);
  }

  /** As {@link #toString}, with full class names. */
  public String fullName() {
    return type.getTypeName();
  }
}
