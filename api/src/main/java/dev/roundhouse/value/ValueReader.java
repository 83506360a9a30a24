package dev.roundhouse.value;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one value that {@link ValueWriter} wrote, or anything else that came in its place. */
final class ValueReader {
  /** Strings from this length on are numbered like objects. */
  static final int NUMBERED_STRING = 8;

  private static final Object UNFINISHED = new Object();

  private final World world;
  private final Input in;
  private final int deepest;
  private final List<Object> objects = new ArrayList<>();
  private final List<Class<?>> classes = new ArrayList<>();
  private int depth;

  ValueReader(World world, Input in, int deepest) {
    this.world = world;
    this.in = in;
    this.deepest = deepest;
  }

  /** Reads a value and expects nothing behind it. */
  @Nullable Object readAll() {
    Object value = read();
    if (in.left() > 0) {
      throw in.malformed(in.left() + " bytes behind the value");
    }
    return value;
  }

  @Nullable Object read() {
    Tag tag = in.tag();
    switch (tag.family()) {
      case SCALAR -> {
        return tag == Tag.NULL ? null : Scalars.read(tag, in);
      }
      case STRING -> {
        String text = Scalars.text(tag, in);
        if (text.length() >= NUMBERED_STRING) {
          finish(begin(), text);
        }
        return text;
      }
      case LINK -> {
        return link(tag);
      }
      default -> {
        return object(tag);
      }
    }
  }

  private Object link(Tag tag) {
    if (tag == Tag.FOREIGN) {
      return world.decodeForeign(Scalars.text(in));
    }
    if (tag != Tag.REFERENCE || !world.keepsReferences()) {
      throw in.malformed(tag + " is not expected here");
    }
    int number = in.size();
    if (number >= objects.size() || objects.get(number) == UNFINISHED) {
      throw in.malformed("object " + number + " is referred to before it is there");
    }
    return objects.get(number);
  }

  private Object object(Tag tag) {
    if (++depth > deepest) {
      throw new Detour(Detour.Way.LARGE_STACK);
    }
    int number = begin();
    Object value =
        switch (tag.family()) {
          case ARRAY -> in.content(tag, in.length(Primitives.width(tag)));
          case COLLECTION -> collection(tag, number);
          case MAP -> map(tag, number);
          default -> compound(tag, number);
        };
    finish(number, value);
    depth--;
    return value;
  }

  private int begin() {
    if (!world.keepsReferences()) {
      return 0;
    }
    objects.add(UNFINISHED);
    return objects.size() - 1;
  }

  private void finish(int number, Object value) {
    if (world.keepsReferences()) {
      objects.set(number, value);
    }
  }

  private Object collection(Tag tag, int number) {
    int size = in.elements(1);
    if (tag.isMadeLast()) {
      return Containers.immutable(tag, elements(new Object[size]));
    }
    if (tag == Tag.FIXED_LIST) {
      Object[] elements = new Object[size];
      Object whole = Containers.fixed(elements);
      finish(number, whole);
      elements(elements);
      return whole;
    }
    Collection<@Nullable Object> target = Containers.collection(tag, size);
    Object whole = Containers.shown(tag, target);
    finish(number, whole);
    for (int i = 0; i < size; i++) {
      target.add(read());
    }
    return whole;
  }

  private @Nullable Object[] elements(@Nullable Object[] elements) {
    for (int i = 0; i < elements.length; i++) {
      elements[i] = read();
    }
    return elements;
  }

  private Object map(Tag tag, int number) {
    int size = in.elements(2);
    if (tag.isMadeLast()) {
      return Containers.immutableMap(tag, elements(new Object[2 * size]));
    }
    Map<@Nullable Object, @Nullable Object> target = Containers.map(tag, size);
    Object whole = Containers.shown(tag, target);
    finish(number, whole);
    for (int i = 0; i < size; i++) {
      Object key = read();
      target.put(key, read());
    }
    return whole;
  }

  private Object compound(Tag tag, int number) {
    return switch (tag) {
      case RECORD -> record();
      case ENUM -> {
        Class<?> type = className();
        yield EnumShape.of(type).constant(in.size());
      }
      case OPTIONAL -> Optional.ofNullable(read());
      case ENTRY -> Containers.entry(read(), read());
      case OBJECTS -> {
        Class<?> element = className();
        int size = in.elements(1);
        Object[] array = Containers.array(element, size);
        finish(number, array);
        elements(array);
        yield array;
      }
      case CLASS -> className();
      case LAMBDA -> {
        Class<?> capturing = className();
        yield Lambdas.make(capturing, LambdaParts.read(capturing, in, this::captured));
      }
      default -> throw in.malformed(tag + " is not expected here");
    };
  }

  private Object record() {
    Class<?> type = className();
    if (world.tag(type) != Tag.RECORD) {
      throw in.malformed(type.getName() + " is no record");
    }
    RecordShape shape = RecordShape.of(type);
    Object[] values = new Object[shape.size()];
    for (int i = 0; i < values.length; i++) {
      Tag bare = shape.bare(i);
      values[i] = bare == Tag.NULL ? read() : Scalars.read(bare, in);
    }
    return shape.make(values);
  }

  private Object[] captured() {
    return elements(new Object[in.elements(1)]);
  }

  private Class<?> className() {
    int index = in.size();
    if (index > classes.size()) {
      throw in.malformed("class " + index + " is unknown, expected 0 to " + classes.size());
    }
    if (index > 0) {
      return classes.get(index - 1);
    }
    Class<?> type = world.find(in);
    classes.add(type);
    return type;
  }
}
