package dev.roundhouse.toolbox;

import dev.roundhouse.history.RunHistory;
import dev.roundhouse.upkeep.Leftovers;
import dev.roundhouse.upkeep.Leftovers.Kind;
import dev.roundhouse.upkeep.Leftovers.Leftover;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Removes what is of no more use in the home. */
@Command(
    name = "clean",
    description =
        "Removes stale run files, and logs and caches that nobody used for long. What a running"
            + " process uses stays.")
final class CleanCommand implements ToolboxCommand {

  @Option(
      names = "--older-than",
      paramLabel = "AGE",
      converter = AgeOption.class,
      description =
          "Age of logs, caches and, with --runs, records to remove, such as 12h or 30d. Default: 7d.")
  private Duration age = Duration.ofDays(7);

  @Option(names = "--runs", description = "Also remove the records of runs that ended before that.")
  private boolean runs;

  @Option(names = "--dry-run", description = "Only tell what would be removed.")
  private boolean dryRun;

  @Override
  public ExitCode run(CommandContext context) {
    Instant before = Instant.now().minus(age);
    List<Leftover> found = Leftovers.find(context.surroundings().home(), before);
    List<Leftover> removed = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (Leftover leftover : found) {
      try {
        if (!dryRun) {
          Leftovers.remove(leftover);
        }
        removed.add(leftover);
        context.output().detail(leftover.kind().text() + " " + leftover.path());
      } catch (IOException e) {
        problems.add(leftover.path() + " could not be removed: " + e);
      }
    }
    List<String> forgotten = forget(RunHistory.of(context.surroundings().home()), before);
    context
        .output()
        .result(document(removed, forgotten, problems), text(removed, forgotten.size()));
    problems.forEach(context.output()::warn);
    return problems.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
  }

  private List<String> forget(RunHistory history, Instant before) {
    if (!runs) {
      return List.of();
    }
    return dryRun ? history.endedBefore(before) : history.remove(before);
  }

  private Map<String, Object> document(
      List<Leftover> removed, List<String> forgotten, List<String> problems) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("dryRun", dryRun);
    document.put("removed", removed.stream().map(CleanCommand::leftover).toList());
    document.put("bytes", removed.stream().mapToLong(Leftover::bytes).sum());
    document.put("runs", forgotten);
    document.put("problems", problems);
    return document;
  }

  private static Map<String, Object> leftover(Leftover leftover) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("kind", leftover.kind().text());
    map.put("path", leftover.path().toString());
    map.put("bytes", leftover.bytes());
    return map;
  }

  private String text(List<Leftover> removed, int forgotten) {
    if (removed.isEmpty() && forgotten == 0) {
      return "nothing to clean";
    }
    List<String> parts = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      List<Leftover> some = removed.stream().filter(one -> one.kind() == kind).toList();
      if (!some.isEmpty()) {
        long bytes = some.stream().mapToLong(Leftover::bytes).sum();
        parts.add(some.size() + " × " + kind.text() + " (" + Bytes.text(bytes) + ")");
      }
    }
    if (forgotten > 0) {
      parts.add(forgotten + " × record of a run");
    }
    return (dryRun ? "would remove " : "removed ") + String.join(", ", parts);
  }
}
