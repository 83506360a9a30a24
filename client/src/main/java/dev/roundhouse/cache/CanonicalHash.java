package dev.roundhouse.cache;

import dev.roundhouse.value.ValueCodec;
import java.io.File;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The SHA-256 of a value, the same for equal values in every process: the order in which a map or a
 * set gives its elements does not count. What is no plain value, container or record counts as the
 * codec encodes it.
 */
final class CanonicalHash {
  private final MessageDigest digest = Signature.sha256();

  private CanonicalHash() {}

  /**
   * Hashes a value.
   *
   * @throws IllegalArgumentException it is nested without end, or a record cannot be read
   * @throws dev.roundhouse.value.ValueException it cannot be encoded
   */
  static byte[] of(@Nullable Object value) {
    CanonicalHash hash = new CanonicalHash();
    try {
      hash.add(value);
    } catch (StackOverflowError e) {
      throw new IllegalArgumentException("the value is nested too deeply", e);
    }
    return hash.digest.digest();
  }

  private void add(@Nullable Object value) {
    if (value == null) {
      digest.update((byte) 'n');
    } else if (value instanceof String text) {
      text('s', text);
    } else if (value instanceof Number || value instanceof Boolean || value instanceof Character) {
      scalar(value);
    } else if (value instanceof Enum<?> constant) {
      text('e', constant.getDeclaringClass().getName() + "." + constant.name());
    } else if (value instanceof Path path) {
      text('p', path.toAbsolutePath().normalize().toString());
    } else if (value instanceof File file) {
      text('p', file.toPath().toAbsolutePath().normalize().toString());
    } else if (value instanceof Optional<?> optional) {
      sequence('o', optional.stream().toList());
    } else if (value instanceof Map<?, ?> map) {
      map(map);
    } else if (value instanceof Set<?> set) {
      unordered('u', set.stream().map(CanonicalHash::of).toList());
    } else if (value instanceof Collection<?> list) {
      sequence('l', list);
    } else if (value instanceof Record record) {
      text('r', record.getClass().getName());
      sequence('c', RecordComponents.of(record));
    } else if (value instanceof Object[] array) {
      text('a', array.getClass().getComponentType().getName());
      sequence('c', Arrays.asList(array));
    } else {
      text('v', value.getClass().getName());
      Signature.update(digest, ValueCodec.encode(value));
    }
  }

  /** The JDK's numbers, and none of another class, have a text that tells them. */
  private void scalar(Object value) {
    if (value.getClass().getName().startsWith("java.")) {
      text('j', value.getClass().getName());
      text('t', value.toString());
    } else {
      text('v', value.getClass().getName());
      Signature.update(digest, ValueCodec.encode(value));
    }
  }

  private void map(Map<?, ?> map) {
    unordered('m', map.entrySet().stream().map(CanonicalHash::entry).toList());
  }

  private static byte[] entry(Map.Entry<?, ?> entry) {
    CanonicalHash hash = new CanonicalHash();
    hash.add(entry.getKey());
    hash.add(entry.getValue());
    return hash.digest.digest();
  }

  private void unordered(char tag, List<byte[]> hashes) {
    size(tag, hashes.size());
    hashes.stream().sorted(Arrays::compareUnsigned).forEach(digest::update);
  }

  private void sequence(char tag, Collection<?> elements) {
    size(tag, elements.size());
    elements.forEach(this::add);
  }

  private void size(char tag, int size) {
    digest.update((byte) tag);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(size).array());
  }

  private void text(char tag, String text) {
    digest.update((byte) tag);
    Signature.update(digest, text.getBytes(StandardCharsets.UTF_8));
  }
}
