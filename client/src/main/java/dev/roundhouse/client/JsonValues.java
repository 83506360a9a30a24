package dev.roundhouse.client;

import dev.roundhouse.value.ValueCodec;
import dev.roundhouse.value.ValueException;
import java.io.File;
import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Values as JSON. Strings are given whole; collections and arrays become arrays, maps with scalar
 * keys and records objects, what has one obvious text (enums, paths, dates, ids) that text. All
 * else, bytes among it, is told by its type, its number of bytes and their SHA-256.
 */
final class JsonValues {
  /** Values in deeper ones are told by their type, as are those that hold themselves. */
  private static final int DEEPEST = 200;

  private final Set<Object> path = Collections.newSetFromMap(new IdentityHashMap<>());

  private JsonValues() {}

  static @Nullable Object of(@Nullable Object value) {
    return new JsonValues().json(value);
  }

  private @Nullable Object json(@Nullable Object value) {
    if (value == null || value instanceof Boolean || value instanceof String) {
      return value;
    }
    if (value instanceof Number number) {
      return number(number);
    }
    if (isText(value)) {
      return value instanceof Enum<?> constant ? constant.name() : value.toString();
    }
    if (value instanceof Optional<?> optional) {
      return json(optional.orElse(null));
    }
    if (path.size() >= DEEPEST || !path.add(value)) {
      return opaque(value);
    }
    try {
      return structure(value);
    } finally {
      path.remove(value);
    }
  }

  private static Object number(Number number) {
    if (number instanceof Double || number instanceof Float) {
      return Double.isFinite(number.doubleValue()) ? number : opaque(number);
    }
    boolean plain =
        number instanceof Integer
            || number instanceof Long
            || number instanceof Short
            || number instanceof Byte
            || number instanceof BigInteger
            || number instanceof BigDecimal;
    return plain ? number : opaque(number);
  }

  private static boolean isText(Object value) {
    return value instanceof Enum<?>
        || value instanceof Character
        || value instanceof Path
        || value instanceof File
        || value instanceof URI
        || value instanceof URL
        || value instanceof UUID
        || value instanceof TemporalAccessor
        || value instanceof TemporalAmount;
  }

  private Object structure(Object value) {
    if (value instanceof Collection<?> collection) {
      List<Object> json = new ArrayList<>(collection.size());
      collection.forEach(element -> json.add(json(element)));
      return json;
    }
    if (value instanceof Map<?, ?> map) {
      return object(map).orElseGet(() -> opaque(value));
    }
    if (value.getClass().isArray() && !(value instanceof byte[])) {
      List<Object> json = new ArrayList<>(Array.getLength(value));
      for (int i = 0; i < Array.getLength(value); i++) {
        json.add(json(Array.get(value, i)));
      }
      return json;
    }
    if (value instanceof Record record) {
      return object(record).orElseGet(() -> opaque(value));
    }
    return opaque(value);
  }

  private Optional<Object> object(Map<?, ?> map) {
    Map<String, Object> json = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      Object key = json(entry.getKey());
      boolean scalar = key instanceof String || key instanceof Number || key instanceof Boolean;
      if (!scalar || json.containsKey(String.valueOf(key))) {
        return Optional.empty();
      }
      json.put(String.valueOf(key), json(entry.getValue()));
    }
    return Optional.of(json);
  }

  private Optional<Object> object(Record value) {
    Map<String, Object> json = new LinkedHashMap<>();
    try {
      for (RecordComponent component : value.getClass().getRecordComponents()) {
        component.getAccessor().setAccessible(true);
        json.put(component.getName(), json(component.getAccessor().invoke(value)));
      }
      return Optional.of(json);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static Map<String, Object> opaque(Object value) {
    Optional<byte[]> bytes = bytes(value);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", value.getClass().getTypeName());
    json.put("bytes", bytes.map(content -> (Object) content.length).orElse(null));
    json.put("sha256", bytes.map(JsonValues::sha256).orElse(null));
    return json;
  }

  private static Optional<byte[]> bytes(Object value) {
    if (value instanceof byte[] content) {
      return Optional.of(content);
    }
    try {
      return Optional.of(ValueCodec.encode(value));
    } catch (ValueException e) {
      return Optional.empty();
    }
  }

  static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
