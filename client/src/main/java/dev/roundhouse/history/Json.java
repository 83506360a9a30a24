package dev.roundhouse.history;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.roundhouse.pipeline.PortRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * What the record keeps as JSON text: lists of names, and what is set on and connected to ports.
 */
final class Json {

  private static final JSON TEXT = JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES);

  private Json() {}

  static String of(@Nullable Object value) {
    try {
      return TEXT.asString(value);
    } catch (IOException e) {
      throw new UncheckedIOException("writing JSON", e);
    }
  }

  /** The plain value that a text stands for. */
  static @Nullable Object value(String text) {
    try {
      return JSON.std.anyFrom(text);
    } catch (IOException e) {
      throw new UncheckedIOException("reading JSON", e);
    }
  }

  static List<String> texts(String text) {
    List<String> texts = new ArrayList<>();
    if (value(text) instanceof List<?> list) {
      list.forEach(element -> texts.add(String.valueOf(element)));
    }
    return texts;
  }

  /**
   * Port to its value, {@code {"set": value}}, or its sources, {@code {"from": [[module, port]]}}.
   */
  static String inputs(List<ModuleShape.Input> inputs) {
    StringJoiner ports = new StringJoiner(",", "{", "}");
    for (ModuleShape.Input input : inputs) {
      StringJoiner how = new StringJoiner(",", "{", "}");
      input.value().ifPresent(value -> how.add("\"set\":" + value));
      if (!input.sources().isEmpty()) {
        how.add(
            "\"from\":"
                + of(
                    input.sources().stream()
                        .map(from -> List.of(from.module(), from.port()))
                        .toList()));
      }
      ports.add(of(input.port()) + ":" + how);
    }
    return ports.toString();
  }

  static List<ModuleShape.Input> inputs(String text) {
    List<ModuleShape.Input> inputs = new ArrayList<>();
    if (value(text) instanceof Map<?, ?> map) {
      map.forEach((port, how) -> inputs.add(input(String.valueOf(port), (Map<?, ?>) how)));
    }
    return inputs;
  }

  private static ModuleShape.Input input(String port, Map<?, ?> how) {
    List<PortRef> sources = new ArrayList<>();
    if (how.get("from") instanceof List<?> list) {
      for (Object source : list) {
        List<?> pair = (List<?>) source;
        sources.add(new PortRef(String.valueOf(pair.get(0)), String.valueOf(pair.get(1))));
      }
    }
    Optional<String> set =
        how.containsKey("set") ? Optional.of(of(how.get("set"))) : Optional.empty();
    return new ModuleShape.Input(port, set, sources);
  }
}
