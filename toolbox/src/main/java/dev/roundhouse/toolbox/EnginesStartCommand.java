package dev.roundhouse.toolbox;

import dev.roundhouse.profile.Profile;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Starts engines on this machine and leaves them running. */
@Command(
    name = "start",
    description =
        "Starts engines on this machine, after a controller where none answers, and leaves them"
            + " running.")
final class EnginesStartCommand implements ToolboxCommand {

  @Mixin private final EngineCount count = new EngineCount();

  @Override
  public ExitCode run(CommandContext context) {
    int engines = count.value();
    Profile profile = context.profile();
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    try (Interruption interruption = Interruption.listen(() -> interrupted.complete(false));
        ClusterStart cluster = new ClusterStart(profile, context.output(), "engines start")) {
      cluster.start(engines, interrupted);
      if (interruption.fired()) {
        return ExitCode.INTERRUPTED;
      }
      if (cluster.over().isDone()) {
        throw died();
      }
      Map<String, @Nullable Object> document = cluster.detach();
      context.output().result(document, text(document));
      return ExitCode.DONE;
    }
  }

  private static CommandFailure died() {
    return new CommandFailure(
        ExitCode.FAILED,
        "process-failed",
        "the engines ended before all were ready",
        "see: roundhouse logs");
  }

  private static String text(Map<String, @Nullable Object> document) {
    List<?> engines = document.get("engines") instanceof List<?> list ? list : List.of();
    String ids =
        engines.stream()
            .map(engine -> engine instanceof Map<?, ?> map ? String.valueOf(map.get("id")) : "")
            .collect(Collectors.joining(" "));
    return "ready: "
        + ids
        + " at "
        + document.get("address")
        + "; end them with: roundhouse engines stop "
        + ids;
  }
}
