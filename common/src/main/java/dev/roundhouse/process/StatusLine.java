package dev.roundhouse.process;

import java.util.Locale;
import java.util.Optional;

/**
 * One line that a process says to its owner.
 *
 * @param kind what is said
 * @param detail the address of {@code ready}, the message of {@code failed}, else empty
 */
record StatusLine(Kind kind, String detail) {

  enum Kind {
    /** It can be reached. */
    READY,
    /** It no longer depends on its owner. */
    DETACHED,
    /** It could not become ready. */
    FAILED;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The line without its end; a detail of several lines stays one. */
  String text() {
    String escaped = detail.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "");
    return detail.isEmpty() ? kind.word() : kind.word() + " " + escaped;
  }

  /** Reads a line; empty where it is something else that the process printed. */
  static Optional<StatusLine> parse(String line) {
    for (Kind kind : Kind.values()) {
      if (line.equals(kind.word())) {
        return Optional.of(new StatusLine(kind, ""));
      }
      if (line.startsWith(kind.word() + " ")) {
        String detail = line.substring(kind.word().length() + 1);
        return Optional.of(new StatusLine(kind, unescaped(detail)));
      }
    }
    return Optional.empty();
  }

  private static String unescaped(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        i++;
        plain.append(text.charAt(i) == 'n' ? '\n' : text.charAt(i));
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }
}
