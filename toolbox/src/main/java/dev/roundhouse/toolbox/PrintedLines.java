package dev.roundhouse.toolbox;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes whole lines of what tasks print piece by piece, each with the name of its module: {@code
 * name | line} for standard output, {@code name ! line} for standard error. For one thread.
 */
final class PrintedLines {

  private static final int LONGEST = 8 * 1024;

  private final Map<Stream, StringBuilder> begun = new LinkedHashMap<>();

  /** Where pieces come from. */
  private record Stream(String module, int task, boolean error) {}

  /** A piece came; gives the lines that are whole now. */
  List<String> add(String module, int task, boolean error, String text) {
    Stream stream = new Stream(module, task, error);
    StringBuilder line = begun.computeIfAbsent(stream, made -> new StringBuilder());
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < text.length(); i++) {
      char sign = text.charAt(i);
      if (sign == '\n' || line.length() >= LONGEST) {
        lines.add(line(stream, line));
        line.setLength(0);
      }
      if (sign == '\t' || !Character.isISOControl(sign)) {
        line.append(sign);
      }
    }
    if (line.length() == 0) {
      begun.remove(stream);
    }
    return lines;
  }

  /** A module ended; gives the lines that it did not end. */
  List<String> ended(String module) {
    List<String> lines = new ArrayList<>();
    Iterator<Map.Entry<Stream, StringBuilder>> all = begun.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<Stream, StringBuilder> one = all.next();
      if (one.getKey().module().equals(module)) {
        lines.add(line(one.getKey(), one.getValue()));
        all.remove();
      }
    }
    return lines;
  }

  private static String line(Stream stream, StringBuilder text) {
    return stream.module() + (stream.error() ? " ! " : " | ") + text;
  }
}
