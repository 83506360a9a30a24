package dev.roundhouse.value;

import java.lang.invoke.SerializedLambda;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Writes one value. Objects with identity are numbered in the order in which they begin, which is
 * how {@link ValueReader} numbers them.
 */
final class ValueWriter {
  private final World world;
  private final Output out;
  private final int deepest;
  private final Numbering numbers = new Numbering();
  private final Numbering classes = new Numbering();
  private final BitSet unfinished = new BitSet(0);
  private int depth;

  ValueWriter(World world, Output out, int deepest) {
    this.world = world;
    this.out = out;
    this.deepest = deepest;
  }

  void write(@Nullable Object value) {
    if (value == null) {
      out.tag(Tag.NULL);
      return;
    }
    Tag tag = world.tag(value.getClass());
    switch (tag.family()) {
      case SCALAR -> scalar(tag, value);
      case STRING -> string((String) value);
      case LINK -> foreign(value);
      default -> object(tag, value);
    }
  }

  /**
   * Writes a value that has no parts, as {@link #write} would.
   *
   * @return false: it has parts, and nothing was written
   */
  static boolean writeSimple(Tag tag, Object value, Output out) {
    switch (tag) {
      case LATIN1 -> Scalars.text((String) value, out);
      case INTEGER, LONG, DOUBLE -> {
        out.tag(tag);
        Scalars.write(tag, value, out);
      }
      default -> {
        if (tag.family() != Tag.Family.ARRAY) {
          return false;
        }
        array(tag, value, out);
      }
    }
    return true;
  }

  private static void array(Tag tag, Object array, Output out) {
    out.tag(tag);
    int bytes = Primitives.bytes(array);
    out.size(bytes / Primitives.width(tag));
    out.content(array, bytes);
  }

  private void scalar(Tag tag, Object value) {
    if (tag == Tag.TRUE) {
      out.tag((Boolean) value ? Tag.TRUE : Tag.FALSE);
      return;
    }
    if (tag == Tag.PATH && ((Path) value).getFileSystem() != FileSystems.getDefault()) {
      foreign(value);
      return;
    }
    out.tag(tag);
    Scalars.write(tag, value, out);
  }

  private void string(String text) {
    if (text.length() < ValueReader.NUMBERED_STRING || begin(text) >= 0) {
      Scalars.text(text, out);
    }
  }

  private void foreign(Object value) {
    Optional<String> text = world.encodeForeign(value);
    if (text.isPresent()) {
      out.tag(Tag.FOREIGN);
      Scalars.text(text.get(), out);
      return;
    }
    if (world.keepsReferences()) {
      throw new Detour(Detour.Way.JAVA);
    }
    throw ValueException.unserialisable(
        value.getClass(), "it is not among the codec's allowed classes");
  }

  private void object(Tag tag, Object value) {
    int number = begin(value);
    if (number < 0) {
      return;
    }
    if (++depth > deepest) {
      throw new Detour(Detour.Way.LARGE_STACK);
    }
    boolean madeLast = tag.isMadeLast();
    if (madeLast) {
      unfinished.set(number);
    }
    switch (tag.family()) {
      case ARRAY -> array(tag, value, out);
      case COLLECTION -> collection(tag, (Collection<?>) value);
      case MAP -> map(tag, (Map<?, ?>) value);
      default -> compound(tag, value);
    }
    if (madeLast) {
      unfinished.clear(number);
    }
    depth--;
  }

  /** The object's number; negative if it had one and a reference was written in its place. */
  private int begin(Object value) {
    if (!world.keepsReferences()) {
      return 0;
    }
    int known = numbers.of(value);
    if (known < 0) {
      return numbers.count() - 1;
    }
    if (unfinished.get(known)) {
      throw ValueException.unserialisable(
          value.getClass(), "it holds itself, and could not be made again");
    }
    out.tag(Tag.REFERENCE);
    out.size(known);
    return -1;
  }

  private void collection(Tag tag, Collection<?> values) {
    if (values instanceof TreeSet<?> sorted && sorted.comparator() != null) {
      throw new Detour(Detour.Way.JAVA);
    }
    out.tag(tag);
    Object[] elements = values.toArray();
    out.size(elements.length);
    elements(elements);
  }

  private void elements(@Nullable Object[] elements) {
    int i = 0;
    try {
      for (; i < elements.length; i++) {
        write(elements[i]);
      }
    } catch (ValueException e) {
      throw e.within("[" + i + "]");
    }
  }

  private void map(Tag tag, Map<?, ?> map) {
    if (map instanceof TreeMap<?, ?> sorted && sorted.comparator() != null) {
      throw new Detour(Detour.Way.JAVA);
    }
    out.tag(tag);
    out.size(map.size());
    map.forEach(
        (key, value) -> {
          try {
            write(key);
            write(value);
          } catch (ValueException e) {
            throw e.within("[" + Parts.shown(key) + "]");
          }
        });
  }

  private void compound(Tag tag, Object value) {
    switch (tag) {
      case RECORD -> record(value);
      case ENUM -> {
        out.tag(tag);
        className(((Enum<?>) value).getDeclaringClass());
        out.size(((Enum<?>) value).ordinal());
      }
      case OPTIONAL -> {
        out.tag(tag);
        write(((Optional<?>) value).orElse(null));
      }
      case ENTRY -> {
        out.tag(tag);
        write(((Map.Entry<?, ?>) value).getKey());
        write(((Map.Entry<?, ?>) value).getValue());
      }
      case OBJECTS -> {
        out.tag(tag);
        className(value.getClass().getComponentType());
        out.size(((Object[]) value).length);
        elements((Object[]) value);
      }
      case CLASS -> {
        out.tag(tag);
        className((Class<?>) value);
      }
      case LAMBDA -> lambda(value);
      default -> throw new IllegalArgumentException(tag + " is no compound");
    }
  }

  private void record(Object value) {
    RecordShape shape = RecordShape.of(value.getClass());
    out.tag(Tag.RECORD);
    className(value.getClass());
    int i = 0;
    try {
      for (; i < shape.size(); i++) {
        Tag bare = shape.bare(i);
        if (bare == Tag.NULL) {
          write(shape.get(value, i));
        } else {
          Scalars.write(bare, shape.get(value, i), out);
        }
      }
    } catch (ValueException e) {
      throw e.within("." + shape.name(i));
    }
  }

  private void lambda(Object value) {
    SerializedLambda parts = Lambdas.parts(value).orElseThrow(() -> new Detour(Detour.Way.JAVA));
    Class<?> capturing = Lambdas.capturingClass(parts, value.getClass().getClassLoader());
    if (!Lambdas.isOpen(capturing)) {
      throw new Detour(Detour.Way.JAVA);
    }
    out.tag(Tag.LAMBDA);
    className(capturing);
    LambdaParts.write(parts, out);
    out.size(parts.getCapturedArgCount());
    int i = 0;
    try {
      for (; i < parts.getCapturedArgCount(); i++) {
        write(parts.getCapturedArg(i));
      }
    } catch (ValueException e) {
      boolean captured = Lambdas.isThis(value, Lambdas.step(i), parts.getCapturedArg(i));
      ValueException inside = e.within(Lambdas.step(i));
      throw captured ? inside.because(Lambdas.CAPTURES_THIS) : inside;
    }
  }

  private void className(Class<?> type) {
    int known = classes.of(type);
    out.size(known + 1);
    if (known < 0) {
      world.name(type, out);
    }
  }
}
