package dev.roundhouse.cache;

import java.io.File;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The paths that a value holds, in containers and records too. */
final class FilesIn {
  private final Set<Path> found = new TreeSet<>();

  private FilesIn() {}

  /**
   * Finds them.
   *
   * @param type of the value, or of what its lists hold, as declared; says where none can be
   */
  static Set<Path> value(Type type, @Nullable Object value) {
    if (!mayHold(type)) {
      return Set.of();
    }
    FilesIn files = new FilesIn();
    files.add(value);
    return files.found;
  }

  private static boolean mayHold(Type type) {
    if (type instanceof ParameterizedType generic) {
      return Stream.of(generic.getActualTypeArguments()).anyMatch(FilesIn::mayHold);
    }
    if (!(type instanceof Class<?> raw)) {
      return true;
    }
    if (raw.isArray()) {
      return mayHold(raw.getComponentType());
    }
    boolean plain =
        raw.isPrimitive()
            || raw.isEnum()
            || Number.class.isAssignableFrom(raw)
            || (raw.getName().startsWith("java.lang.") && Modifier.isFinal(raw.getModifiers()));
    return !plain;
  }

  private void add(@Nullable Object value) {
    if (value instanceof Path path) {
      found.add(path.toAbsolutePath().normalize());
    } else if (value instanceof File file) {
      found.add(file.toPath().toAbsolutePath().normalize());
    } else if (value instanceof Collection<?> collection) {
      collection.forEach(this::add);
    } else if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, mapped) -> {
            add(key);
            add(mapped);
          });
    } else if (value instanceof Optional<?> optional) {
      optional.ifPresent(this::add);
    } else if (value instanceof Object[] array) {
      Stream.of(array).forEach(this::add);
    } else if (value instanceof Record record) {
      RecordComponents.of(record).forEach(this::add);
    }
  }
}
