package dev.roundhouse.toolbox;

import dev.roundhouse.client.ModuleStatus;
import java.util.List;
import java.util.Locale;

/** Draws stages as lines of text: a bar, a count and a status each. */
final class StageLines {

  private static final int BAR = 24;
  private static final int LONGEST_NAME = 28;

  private StageLines() {}

  static List<String> bars(List<StageBoard.Stage> stages, boolean colours) {
    int width =
        Math.min(
            LONGEST_NAME, stages.stream().mapToInt(stage -> stage.name().length()).max().orElse(0));
    return stages.stream().map(stage -> bar(stage, width, colours)).toList();
  }

  /** A stage in words, for logs and pipes. */
  static String plain(StageBoard.Stage stage) {
    return stage.total() > 1
        ? stage.name() + ": " + stage.status() + " (" + stage.done() + " of " + stage.total() + ")"
        : stage.name() + ": " + stage.status();
  }

  private static String bar(StageBoard.Stage stage, int width, boolean colours) {
    int filled = (int) Math.round(stage.fraction() * BAR);
    String bar = "█".repeat(filled) + "░".repeat(BAR - filled);
    return String.format(
        Locale.ROOT,
        "  %-" + Math.max(1, width) + "s %s %5d/%-5d %s",
        shortened(stage.name()),
        colours ? colour(stage.status()) + bar + "\u001b[0m" : bar,
        stage.done(),
        stage.total(),
        stage.status());
  }

  private static String shortened(String name) {
    return name.length() <= LONGEST_NAME
        ? name
        : name.substring(0, LONGEST_NAME / 2 - 1)
            + "…"
            + name.substring(name.length() - LONGEST_NAME / 2);
  }

  private static String colour(ModuleStatus status) {
    return switch (status) {
      case WAITING, QUEUED, SKIPPED -> "\u001b[2m";
      case RUNNING -> "\u001b[36m";
      case SUCCEEDED, CACHED -> "\u001b[32m";
      case FAILED -> "\u001b[31m";
      case SUSPENDED, CANCELLED -> "\u001b[33m";
    };
  }
}
