package dev.roundhouse.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parts of JSON documents by pointers such as {@code /items/0/name} (RFC 6901). */
final class Pointers {

  private Pointers() {}

  /**
   * The part of a document.
   *
   * @throws IOException there is none; the message says how far it goes
   */
  static @Nullable Object find(@Nullable Object document, String pointer, Path file)
      throws IOException {
    if (pointer.isEmpty()) {
      return document;
    }
    if (!pointer.startsWith("/")) {
      throw new IOException("at is " + pointer + ", expected a pointer such as /items/0");
    }
    Object part = document;
    String walked = "";
    for (String token : pointer.substring(1).split("/", -1)) {
      String key = token.replace("~1", "/").replace("~0", "~");
      Object next = step(part, key);
      if (next == null) {
        throw new IOException(
            file
                + " has no "
                + walked
                + "/"
                + token
                + ", expected what at = "
                + pointer
                + " names");
      }
      part = next;
      walked += "/" + token;
    }
    return part;
  }

  private static @Nullable Object step(@Nullable Object part, String key) {
    if (part instanceof Map<?, ?> map) {
      return map.get(key);
    }
    if (part instanceof List<?> list && key.matches("0|[1-9][0-9]{0,8}")) {
      int index = Integer.parseInt(key);
      return index < list.size() ? list.get(index) : null;
    }
    return null;
  }
}
