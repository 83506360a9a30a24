package dev.roundhouse.toolbox;

import dev.roundhouse.profile.Profile;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts a controller, where none answers, and engines. */
@Command(
    name = "start",
    description = "Starts a controller, where none answers, and engines on this machine.")
final class StartCommand implements ToolboxCommand {

  @Mixin private final EngineCount count = new EngineCount();

  @Option(names = "--detach", description = "Return when they are ready, and leave them running.")
  private boolean detach;

  @Override
  public ExitCode run(CommandContext context) {
    int engines = count.value();
    Profile profile = context.profile();
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    try (Interruption interruption = Interruption.listen(() -> interrupted.complete(false));
        ClusterStart cluster = new ClusterStart(profile, context.output(), "start")) {
      cluster.start(engines, interrupted);
      CompletableFuture<Boolean> over = cluster.over();
      if (!interrupted.isDone() && !over.isDone()) {
        Map<String, @Nullable Object> document = detach ? cluster.detach() : cluster.document();
        context.output().result(document, text(document));
        if (detach) {
          return ExitCode.DONE;
        }
      }
      boolean orderly = (Boolean) CompletableFuture.anyOf(over, interrupted).join();
      if (interruption.fired()) {
        context.output().say("ending what was started");
        return ExitCode.INTERRUPTED;
      }
      context.output().say(orderly ? "the cluster was shut down" : "what was started has died");
      return orderly ? ExitCode.DONE : ExitCode.FAILED;
    }
  }

  private String text(Map<String, @Nullable Object> document) {
    int engines = document.get("engines") instanceof List<?> list ? list.size() : 0;
    return "ready: controller at "
        + document.get("address")
        + ", "
        + engines
        + (engines == 1 ? " engine" : " engines")
        + (detach ? "; end them with: roundhouse shutdown" : "; Ctrl-C ends them");
  }
}
