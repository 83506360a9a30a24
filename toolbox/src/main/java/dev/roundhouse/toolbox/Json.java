package dev.roundhouse.toolbox;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** JSON text of maps, lists and plain values, for people and programs alike. */
final class Json {

  private static final JSON LINE = JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES);
  private static final JSON INDENTED = LINE.with(JSON.Feature.PRETTY_PRINT_OUTPUT);

  private Json() {}

  /** The text, indented, with every key, also those whose value is null. */
  static String text(@Nullable Object value) {
    return write(INDENTED, value);
  }

  /** The text in one line. */
  static String line(@Nullable Object value) {
    return write(LINE, value);
  }

  private static String write(JSON json, @Nullable Object value) {
    try {
      return json.asString(value);
    } catch (IOException e) {
      throw new UncheckedIOException("a value cannot be written as JSON: " + value, e);
    }
  }
}
