package dev.roundhouse.cache;

import dev.roundhouse.value.ValueCodec;
import dev.roundhouse.value.ValueException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * What a signature is made of: named parts, of which short hashes are kept, so that a later run can
 * say which of them changed.
 *
 * @param signature of all parts
 * @param parts a hash of each by what people read, sorted
 */
public record Recipe(Signature signature, SortedMap<String, Integer> parts) {
  private static final int SHOWN = 3;

  /** Gathers parts. */
  static final class Builder {
    private final SortedMap<String, Part> parts = new TreeMap<>();

    private record Part(String label, byte[] content) {}

    /**
     * Adds a part.
     *
     * @param key counts with the content; of two with the same key the last holds
     * @param label what people read; does not count
     */
    void add(String key, String label, byte[] content) {
      parts.put(key, new Part(label, content));
    }

    void add(String key, String label, String content) {
      add(key, label, content.getBytes(StandardCharsets.UTF_8));
    }

    Recipe build() {
      MessageDigest digest = Signature.sha256();
      SortedMap<String, Integer> hashes = new TreeMap<>();
      CRC32C crc = new CRC32C();
      parts.forEach(
          (key, part) -> {
            Signature.update(digest, key.getBytes(StandardCharsets.UTF_8));
            Signature.update(digest, part.content());
            crc.reset();
            crc.update(part.content());
            hashes.put(part.label(), (int) crc.getValue());
          });
      return new Recipe(Signature.of(digest.digest()), hashes);
    }
  }

  /** Where the last recipe of a pipeline's module is kept. */
  public static Signature place(String pipeline, String module) {
    return Signature.of("recipe", pipeline, module);
  }

  /**
   * As it is kept.
   *
   * @param unkept why the result is not kept; empty where it is
   */
  public byte[] encode(String unkept) {
    return ValueCodec.encode(List.of(unkept, new LinkedHashMap<>(parts)));
  }

  /**
   * Why there is no result by this recipe.
   *
   * @param before what {@link #encode} made for the module before
   */
  public String difference(byte[] before) {
    try {
      Object kept = ValueCodec.decode(before, Recipe.class.getClassLoader());
      if (kept instanceof List<?> list && list.get(1) instanceof Map<?, ?> map) {
        List<String> changes = changes(map);
        String unkept = String.valueOf(list.get(0));
        String same = unkept.isEmpty() ? "its result was evicted" : unkept;
        return changes.isEmpty() ? same : shown(changes);
      }
    } catch (ValueException unreadable) {
      // As if nothing were known of the run before.
    }
    return "never computed";
  }

  private List<String> changes(Map<?, ?> before) {
    TreeMap<String, Object> all = new TreeMap<>(parts);
    before.keySet().forEach(name -> all.putIfAbsent(String.valueOf(name), name));
    return all.keySet().stream()
        .filter(name -> !Optional.ofNullable(parts.get(name)).equals(hash(before, name)))
        .toList();
  }

  private static Optional<?> hash(Map<?, ?> before, String name) {
    return Optional.ofNullable(before.get(name));
  }

  private static String shown(List<String> changes) {
    String first = String.join(", ", changes.subList(0, Math.min(SHOWN, changes.size())));
    int more = changes.size() - SHOWN;
    return first + (more > 0 ? " and " + more + " more" : "") + " changed";
  }
}
