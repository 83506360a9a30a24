package dev.roundhouse.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Text of a page. What comes from users is escaped where it is added. Not thread-safe. */
final class Html {

  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  private final StringBuilder page = new StringBuilder();

  /** Adds markup as it is. */
  Html raw(String markup) {
    page.append(markup);
    return this;
  }

  /** Adds text of users, escaped; also fit for an attribute in double quotes. */
  Html text(Object value) {
    String text = String.valueOf(value);
    for (int i = 0; i < text.length(); i++) {
      char sign = text.charAt(i);
      switch (sign) {
        case '&' -> page.append("&amp;");
        case '<' -> page.append("&lt;");
        case '>' -> page.append("&gt;");
        case '"' -> page.append("&quot;");
        case '\'' -> page.append("&#39;");
        case '\n', '\t' -> page.append(sign);
        default -> page.append(Character.isISOControl(sign) ? '\ufffd' : sign);
      }
    }
    return this;
  }

  /** Adds an element that holds text of users only. */
  Html element(String name, String attributes, Object content) {
    String start = attributes.isEmpty() ? name : name + " " + attributes;
    return raw("<" + start + ">").text(content).raw("</" + name + ">");
  }

  static String number(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
  }

  static String moment(Instant at) {
    return LOCAL.format(at.atZone(ZoneId.systemDefault()));
  }

  /** Such as {@code 12 ms}, {@code 3.25 s}, {@code 4:05}. */
  static String span(Duration span) {
    double seconds = span.toNanos() / 1e9;
    if (seconds < 1) {
      return String.format(Locale.ROOT, seconds < 0.01 ? "%.1f ms" : "%.0f ms", seconds * 1_000);
    }
    if (seconds < 60) {
      return String.format(Locale.ROOT, "%.2f s", seconds);
    }
    return span.toHours() == 0
        ? String.format(Locale.ROOT, "%d:%02d min", span.toMinutes(), span.toSecondsPart())
        : String.format(
            Locale.ROOT,
            "%d:%02d:%02d h",
            span.toHours(),
            span.toMinutesPart(),
            span.toSecondsPart());
  }

  @Override
  public String toString() {
    return page.toString();
  }
}
