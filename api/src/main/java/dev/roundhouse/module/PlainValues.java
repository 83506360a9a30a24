package dev.roundhouse.module;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads a plain value from the short text of a {@link Default} or of the command line: JSON, in
 * which names and strings need no quotes, as in {@code [a, b]} or {@code {x: 1}}. Text that is
 * neither a list, a map, a quoted string, a number nor a boolean is a string as it stands.
 */
public final class PlainValues {

  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

  private final String text;
  private int at;

  private PlainValues(String text) {
    this.text = text;
  }

  /**
   * Reads a value.
   *
   * @throws IllegalArgumentException brackets or quotes do not match; the message says where
   */
  public static Object parse(String text) {
    String trimmed = text.strip();
    if (trimmed.isEmpty() || "[{\"".indexOf(trimmed.charAt(0)) < 0) {
      return scalar(text, trimmed);
    }
    PlainValues reader = new PlainValues(trimmed);
    Object value = reader.value();
    reader.skip();
    if (reader.at < trimmed.length()) {
      throw reader.broken("the end");
    }
    return value;
  }

  /** The number as Integer, Long or Double; where its text would be lost, as BigDecimal. */
  static Object number(String text) {
    BigDecimal exact = new BigDecimal(text);
    if (text.indexOf('.') < 0 && text.toLowerCase(Locale.ROOT).indexOf('e') < 0) {
      try {
        return narrow(exact.longValueExact());
      } catch (ArithmeticException tooLarge) {
        return exact;
      }
    }
    double nearest = exact.doubleValue();
    return Double.toString(nearest).equals(text) ? (Object) nearest : exact;
  }

  private static Object narrow(long value) {
    return value == (int) value ? (Object) (int) value : (Object) value;
  }

  private static Object scalar(String whole, String trimmed) {
    if (trimmed.equals("true") || trimmed.equals("false")) {
      return Boolean.valueOf(trimmed);
    }
    return NUMBER.matcher(trimmed).matches() ? number(trimmed) : whole;
  }

  private Object value() {
    skip();
    return switch (peek()) {
      case '[' -> list();
      case '{' -> map();
      case '"' -> quoted();
      default -> bare();
    };
  }

  private List<Object> list() {
    List<Object> elements = new ArrayList<>();
    at++;
    while (!closes(']')) {
      elements.add(value());
      separate(']');
    }
    return List.copyOf(elements);
  }

  private Map<String, Object> map() {
    Map<String, Object> entries = new LinkedHashMap<>();
    at++;
    while (!closes('}')) {
      String key = peek() == '"' ? quoted() : word(":=");
      skip();
      if (peek() != ':' && peek() != '=') {
        throw broken("':' after " + key);
      }
      at++;
      entries.put(key, value());
      separate('}');
    }
    return Collections.unmodifiableMap(entries);
  }

  private boolean closes(char bracket) {
    skip();
    if (peek() != bracket) {
      return false;
    }
    at++;
    return true;
  }

  private void separate(char bracket) {
    skip();
    if (peek() == ',') {
      at++;
    } else if (peek() != bracket) {
      throw broken("',' or '" + bracket + "'");
    }
  }

  private String quoted() {
    StringBuilder content = new StringBuilder();
    at++;
    while (peek() != '"') {
      char next = text.charAt(at++);
      content.append(next == '\\' ? escaped() : next);
    }
    at++;
    return content.toString();
  }

  private char escaped() {
    char kind = peek();
    at++;
    return switch (kind) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'u' -> unicode();
      case '"', '\\', '/' -> kind;
      default -> throw broken("an escape such as \\n");
    };
  }

  private char unicode() {
    try {
      char code = (char) Integer.parseInt(text.substring(at, at + 4), 16);
      at += 4;
      return code;
    } catch (IndexOutOfBoundsException | NumberFormatException malformed) {
      throw broken("4 hexadecimal digits");
    }
  }

  private Object bare() {
    String word = word("");
    return scalar(word, word);
  }

  private String word(String ends) {
    int start = at;
    while (at < text.length() && ("[]{},\"" + ends).indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String word = text.substring(start, at).strip();
    if (word.isEmpty()) {
      throw broken("a value");
    }
    return word;
  }

  private void skip() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private char peek() {
    if (at >= text.length()) {
      throw broken("more");
    }
    return text.charAt(at);
  }

  private IllegalArgumentException broken(String expected) {
    return new IllegalArgumentException(
        "cannot read " + text + " at character " + (at + 1) + ", expected " + expected);
  }
}
