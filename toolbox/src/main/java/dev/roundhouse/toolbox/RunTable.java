package dev.roundhouse.toolbox;

import dev.roundhouse.history.RunSummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Recorded runs as a table. */
final class RunTable {

  private RunTable() {}

  static String of(List<RunSummary> runs) {
    if (runs.isEmpty()) {
      return "no such run is recorded in this home";
    }
    List<String> lines = new ArrayList<>();
    lines.add(row("ID", "STARTED", "ELAPSED", "STATUS", "MODULES", "PIPELINE"));
    for (RunSummary run : runs) {
      lines.add(
          row(
              run.id(),
              Times.local(run.header().startedAt()),
              elapsed(run.elapsed()),
              run.status(),
              run.modules(),
              run.header().pipeline() + details(run)));
    }
    return String.join("\n", lines);
  }

  private static String details(RunSummary run) {
    List<String> details = new ArrayList<>();
    if (run.failed() > 0) {
      details.add(run.failed() + " failed");
    }
    if (run.cached() > 0) {
      details.add(run.cached() + " cached");
    }
    return details.isEmpty() ? "" : "  (" + String.join(", ", details) + ")";
  }

  static String elapsed(Optional<Duration> elapsed) {
    return elapsed.map(Times::span).orElse("-");
  }

  private static String row(Object... cells) {
    return String.format(Locale.ROOT, "%-14s  %-19s  %9s  %-9s  %7s  %s", cells).stripTrailing();
  }
}
