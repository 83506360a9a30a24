package dev.roundhouse.toolbox;

import dev.roundhouse.client.Cluster;
import dev.roundhouse.client.ClusterInfo;
import dev.roundhouse.client.ControllerSite;
import dev.roundhouse.client.Session;
import dev.roundhouse.client.SessionOptions;
import dev.roundhouse.client.StopReport;
import dev.roundhouse.profile.Profile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Replaces engines of this machine by fresh ones. */
@Command(
    name = "restart",
    description =
        "Stops engines of this machine as `stop` does, and starts as many in their place. One that"
            + " a foreground command keeps is started again by it.")
final class EnginesRestartCommand implements ToolboxCommand {

  @Parameters(
      paramLabel = "ID",
      arity = "0..*",
      description = "Ids, as `engines list` tells them. Default: all that were started here.")
  private List<String> ids = new ArrayList<>();

  /** How long a process may take to end after its engine has. */
  private static final Duration END = Duration.ofSeconds(10);

  @Mixin private final StopDeadline deadline = new StopDeadline();

  @Override
  public ExitCode run(CommandContext context) {
    Profile profile = context.profile();
    if (!new ControllerSite(profile).listens()) {
      throw new ControllerSite(profile).none();
    }
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    try (Interruption interruption = Interruption.listen(() -> interrupted.complete(false));
        Session session = Session.open(new SessionOptions(profile))) {
      Cluster cluster = session.cluster();
      RestartPlan plan =
          RestartPlan.of(info(profile, cluster), ids, new ControllerSite(profile).engines());
      plan.left().forEach((id, why) -> context.output().say("leaves " + id + ": " + why));
      List<String> stragglers = stop(context, cluster, plan);
      startOthers(context, profile, plan, interrupted);
      List<ClusterInfo.Engine> fresh = awaitFresh(profile, cluster, plan, interrupted);
      if (interruption.fired()) {
        return ExitCode.INTERRUPTED;
      }
      context.output().result(document(profile, plan, fresh, stragglers), text(plan, fresh));
      stragglers.forEach(straggler -> context.output().warn("did not end in time: " + straggler));
      return stragglers.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }
  }

  private static ClusterInfo info(Profile profile, Cluster cluster) {
    ClusterInfo info = cluster.info();
    if (!info.connected()) {
      throw new ControllerSite(profile).stranger();
    }
    return info;
  }

  private List<String> stop(CommandContext context, Cluster cluster, RestartPlan plan) {
    List<String> stragglers = new ArrayList<>();
    if (!plan.kept().isEmpty()) {
      context.output().say("restarting " + String.join(", ", plan.keptIds()));
      StopReport report = cluster.restartEngines(plan.keptIds(), deadline.value());
      stragglers.addAll(EngineStop.stragglers(report, plan.kept(), END));
    }
    if (!plan.detached().isEmpty()) {
      context.output().say("stopping " + String.join(", ", plan.detachedIds()));
      StopReport report = cluster.stopEngines(plan.detachedIds(), deadline.value());
      stragglers.addAll(EngineStop.stragglers(report, plan.detached(), END));
    }
    return stragglers;
  }

  /** Nobody keeps detached engines: this command starts others in their place. */
  private static void startOthers(
      CommandContext context, Profile profile, RestartPlan plan, CompletableFuture<?> until) {
    if (plan.detached().isEmpty() || until.isDone()) {
      return;
    }
    try (ClusterStart start = new ClusterStart(profile, context.output(), "engines restart")) {
      start.start(plan.detached().size(), until);
      if (!until.isDone()) {
        start.detach();
      }
    }
  }

  /** Until as many new engines answer; who keeps the old ones needs a while to replace them. */
  private static List<ClusterInfo.Engine> awaitFresh(
      Profile profile, Cluster cluster, RestartPlan plan, CompletableFuture<?> until) {
    Duration patience = profile.settings().processes().startTimeout();
    long end = System.nanoTime() + patience.toNanos();
    while (!until.isDone()) {
      List<ClusterInfo.Engine> fresh =
          info(profile, cluster).engines().stream()
              .filter(engine -> !plan.before().contains(engine.pid()))
              .toList();
      if (fresh.size() >= plan.ids().size()) {
        return fresh;
      }
      if (System.nanoTime() > end) {
        throw new CommandFailure(
            ExitCode.FAILED,
            "process-failed",
            fresh.size()
                + " of "
                + plan.ids().size()
                + " engines came back within "
                + patience.toSeconds()
                + " s",
            "see: roundhouse logs");
      }
      Waits.pause(until);
    }
    return List.of();
  }

  private static Map<String, Object> document(
      Profile profile, RestartPlan plan, List<ClusterInfo.Engine> fresh, List<String> stragglers) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("profile", profile.name());
    document.put("restarted", plan.ids());
    document.put("left", plan.left());
    document.put("engines", fresh.stream().map(InfoCommand::engine).toList());
    document.put("stragglers", stragglers);
    return document;
  }

  private static String text(RestartPlan plan, List<ClusterInfo.Engine> fresh) {
    return plan.ids().isEmpty()
        ? "there are no engines to restart"
        : "restarted "
            + String.join(", ", plan.ids())
            + ": now "
            + fresh.stream().map(ClusterInfo.Engine::id).collect(Collectors.joining(", "));
  }
}
