package dev.roundhouse.toolbox;

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
      description = "Age of logs and caches to remove, such as 12h or 30d. Default: 7d.")
  private Duration age = Duration.ofDays(7);

  @Option(names = "--dry-run", description = "Only tell what would be removed.")
  private boolean dryRun;

  @Override
  public ExitCode run(CommandContext context) {
    List<Leftover> found = Leftovers.find(context.surroundings().home(), Instant.now().minus(age));
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
    context.output().result(document(removed, problems), text(removed));
    problems.forEach(context.output()::warn);
    return problems.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
  }

  private Map<String, Object> document(List<Leftover> removed, List<String> problems) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("dryRun", dryRun);
    document.put("removed", removed.stream().map(CleanCommand::leftover).toList());
    document.put("bytes", removed.stream().mapToLong(Leftover::bytes).sum());
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

  private String text(List<Leftover> removed) {
    if (removed.isEmpty()) {
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
    return (dryRun ? "would remove " : "removed ") + String.join(", ", parts);
  }
}
