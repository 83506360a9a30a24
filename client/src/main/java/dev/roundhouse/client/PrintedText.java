package dev.roundhouse.client;

import java.util.TreeMap;

/**
 * What the tasks of a module printed to one stream, in the order of their index. Once more than 1
 * MiB has come, the text of tasks that end later is left out and only counted.
 */
final class PrintedText {
  private static final int MOST = 1 << 20;

  private final TreeMap<Integer, String> texts = new TreeMap<>();
  private int length;
  private int tasksLeftOut;
  private long leftOut;

  void add(int task, String text) {
    if (text.isEmpty()) {
      return;
    }
    if (!texts.isEmpty() && length + text.length() > MOST) {
      tasksLeftOut++;
      leftOut += text.length();
      return;
    }
    texts.put(task, text);
    length += text.length();
  }

  String text() {
    String kept = String.join("", texts.values());
    return tasksLeftOut == 0
        ? kept
        : kept + "\n[... " + leftOut + " characters of " + tasksLeftOut + " tasks left out ...]\n";
  }
}
