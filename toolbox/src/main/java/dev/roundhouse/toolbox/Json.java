package dev.roundhouse.toolbox;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;

/** JSON text of maps, lists and plain values, for people and programs alike. */
final class Json {

  private Json() {}

  /** The text, indented, with every key, also those whose value is null. */
  static String text(Object value) {
    try {
      return JSON.std
          .with(JSON.Feature.PRETTY_PRINT_OUTPUT, JSON.Feature.WRITE_NULL_PROPERTIES)
          .asString(value);
    } catch (IOException e) {
      throw new UncheckedIOException("a value cannot be written as JSON: " + value.getClass(), e);
    }
  }
}
