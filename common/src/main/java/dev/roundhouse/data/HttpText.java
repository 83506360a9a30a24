package dev.roundhouse.data;

import dev.roundhouse.builtin.Content;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A body as text in the charset that the server names, else UTF-8. */
final class HttpText {

  private HttpText() {}

  static Map<String, Object> outputs(HttpCopy copy, Map<String, Object> inputs) {
    Content content = Content.of(inputs);
    Object value =
        switch (content) {
          case TEXT -> text(copy);
          case LINES -> text(copy).lines().toList();
          case BYTES -> copy.body();
        };
    return Map.of(content.port().name(), value);
  }

  private static String text(HttpCopy copy) {
    return new String(copy.body(), charset(copy.type()));
  }

  private static Charset charset(Optional<String> type) {
    String all = type.orElse("");
    int at = all.toLowerCase(Locale.ROOT).indexOf("charset=");
    if (at < 0) {
      return StandardCharsets.UTF_8;
    }
    String name = all.substring(at + "charset=".length()).split("[; ]", 2)[0].replace("\"", "");
    try {
      return Charset.forName(name);
    } catch (IllegalArgumentException unknown) {
      return StandardCharsets.UTF_8;
    }
  }
}
