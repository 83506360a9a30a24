package dev.roundhouse.toolbox;

import dev.roundhouse.profile.Profile;
import dev.roundhouse.upkeep.LogFollower;
import dev.roundhouse.upkeep.ProcessLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what processes log. */
@Command(
    name = "logs",
    description = "Shows what controllers and engines that were started here log, or did.")
final class LogsCommand implements ToolboxCommand {

  private static final int MOST_LINES = 1_000_000;

  @Parameters(
      paramLabel = "PROCESS",
      arity = "0..1",
      description =
          "An engine's id, controller, engine, a process id, or a log's name. Default: all that"
              + " run.")
  private @Nullable String process;

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      description = "How many lines of each, from its end. Default: 100.")
  private int lines = 100;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on showing what is logged, until the processes end.")
  private boolean follow;

  @Override
  public ExitCode run(CommandContext context) {
    checkOptions(context);
    Profile profile = context.profile();
    List<ProcessLog> logs = ProcessLog.find(profile, Optional.ofNullable(process));
    if (logs.isEmpty() && process != null) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "unknown-process",
          "profile " + profile.name() + " has no log of \"" + process + "\"",
          "see: roundhouse list; logs lie in " + profile.log());
    }
    try {
      Map<ProcessLog, ProcessLog.Tail> tails = new LinkedHashMap<>();
      for (ProcessLog log : logs) {
        tails.put(log, log.tail(lines));
      }
      context.output().result(document(profile, tails), text(profile, tails));
      return follow ? follow(context, tails) : ExitCode.DONE;
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.FAILED, "not-readable", "a log cannot be read: " + e.getMessage(), "");
    }
  }

  private void checkOptions(CommandContext context) {
    if (lines < 0 || lines > MOST_LINES) {
      throw usage("--lines is " + lines + ", expected 0 to " + MOST_LINES);
    }
    if (follow && context.options().json()) {
      throw usage("--follow has no end, so it gives no JSON document");
    }
  }

  private static CommandFailure usage(String message) {
    return new CommandFailure(ExitCode.USAGE, "usage", message, "see: roundhouse logs --help");
  }

  private static Map<String, Object> document(
      Profile profile, Map<ProcessLog, ProcessLog.Tail> tails) {
    List<Map<String, Object>> logs = new ArrayList<>();
    tails.forEach(
        (log, tail) -> {
          Map<String, Object> map = new LinkedHashMap<>();
          map.put("process", log.name());
          map.put("running", log.process().isPresent());
          map.put("file", log.path().toString());
          map.put("bytes", tail.position());
          map.put("lines", tail.lines());
          logs.add(map);
        });
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("profile", profile.name());
    document.put("logs", logs);
    return document;
  }

  private static String text(Profile profile, Map<ProcessLog, ProcessLog.Tail> tails) {
    if (tails.isEmpty()) {
      return "nothing was logged in " + profile.log();
    }
    List<String> parts = new ArrayList<>();
    tails.forEach(
        (log, tail) ->
            parts.add(
                (tails.size() > 1 ? header(log) + "\n" : "") + String.join("\n", tail.lines())));
    return String.join("\n\n", parts);
  }

  private static String header(ProcessLog log) {
    return "==> " + log.name() + ": " + log.path() + " <==";
  }

  private static ExitCode follow(CommandContext context, Map<ProcessLog, ProcessLog.Tail> tails)
      throws IOException {
    Map<ProcessLog, Long> positions = new LinkedHashMap<>();
    tails.forEach((log, tail) -> positions.put(log, tail.position()));
    CompletableFuture<Boolean> stopped = new CompletableFuture<>();
    Heads heads = new Heads(context, tails.size() > 1);
    try (Interruption interruption = Interruption.listen(() -> stopped.complete(true))) {
      new LogFollower(positions, heads).follow(stopped::isDone);
      return interruption.fired() ? ExitCode.INTERRUPTED : ExitCode.DONE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.INTERRUPTED;
    }
  }

  /** Prints what comes, under the name of its log where there are several. */
  private static final class Heads implements LogFollower.Sink {

    private final CommandContext context;
    private final boolean several;
    private Optional<ProcessLog> last = Optional.empty();

    Heads(CommandContext context, boolean several) {
      this.context = context;
      this.several = several;
    }

    @Override
    public void accept(ProcessLog log, byte[] bytes) {
      if (several && !last.equals(Optional.of(log))) {
        last = Optional.of(log);
        context.surroundings().out().println("\n" + header(log));
      }
      context.surroundings().out().write(bytes, 0, bytes.length);
      context.surroundings().out().flush();
    }
  }
}
