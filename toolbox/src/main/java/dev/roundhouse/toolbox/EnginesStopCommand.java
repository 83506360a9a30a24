package dev.roundhouse.toolbox;

import dev.roundhouse.client.Cluster;
import dev.roundhouse.client.ClusterInfo;
import dev.roundhouse.client.ControllerSite;
import dev.roundhouse.client.StopReport;
import dev.roundhouse.process.RunFile;
import dev.roundhouse.profile.Profile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Stops engines, wherever they run. */
@Command(
    name = "stop",
    description =
        "Stops engines, wherever they run: each finishes what it computes, the rest is done"
            + " elsewhere.")
final class EnginesStopCommand implements ToolboxCommand {

  @Parameters(paramLabel = "ID", arity = "0..*", description = "Ids, as `engines list` tells them.")
  private List<String> ids = new ArrayList<>();

  @Option(names = "--all", description = "All engines of the cluster.")
  private boolean all;

  @Mixin private final StopDeadline deadline = new StopDeadline();

  @Override
  public ExitCode run(CommandContext context) {
    if (ids.isEmpty() != all) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "usage",
          all ? "--all goes with no ids, but " + ids + " were given" : "no engine is named",
          "name engines (see: roundhouse engines list), or say --all");
    }
    Profile profile = context.profile();
    List<RunFile> local = new ControllerSite(profile).engines();
    StopReport report = Reach.ask(profile, cluster -> stop(profile, cluster));
    EngineStop.requireKnown(report);
    List<String> stragglers =
        EngineStop.stragglers(report, local, deadline.value().plus(Duration.ofSeconds(5)));
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("profile", profile.name());
    document.put("stopped", report.stopped());
    document.put("gone", report.gone());
    document.put("stragglers", stragglers);
    context.output().result(document, text(report, stragglers));
    return stragglers.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
  }

  private StopReport stop(Profile profile, Cluster cluster) {
    List<String> named = ids;
    if (all) {
      ClusterInfo info = cluster.info();
      if (!info.connected()) {
        throw new ControllerSite(profile).stranger();
      }
      named = info.engines().stream().map(ClusterInfo.Engine::id).toList();
    }
    return named.isEmpty()
        ? new StopReport(List.of(), List.of(), List.of(), List.of())
        : cluster.stopEngines(named, deadline.value());
  }

  private static String text(StopReport report, List<String> stragglers) {
    List<String> lines = new ArrayList<>();
    if (!report.stopped().isEmpty()) {
      lines.add("stopped " + String.join(", ", report.stopped()));
    }
    if (!report.gone().isEmpty()) {
      lines.add("had ended before: " + String.join(", ", report.gone()));
    }
    if (!stragglers.isEmpty()) {
      lines.add("did not end in time: " + String.join(", ", stragglers));
    }
    return lines.isEmpty() ? "there are no engines" : String.join("\n", lines);
  }
}
