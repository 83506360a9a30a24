package dev.roundhouse.toolbox;

import dev.roundhouse.client.Cluster;
import dev.roundhouse.client.ClusterInfo;
import dev.roundhouse.client.ControllerSite;
import dev.roundhouse.profile.Profile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** Lists the engines of the cluster. */
@Command(name = "list", description = "Lists the engines of the cluster, grouped by host.")
final class EnginesListCommand implements ToolboxCommand {

  @Override
  public ExitCode run(CommandContext context) {
    Profile profile = context.profile();
    ClusterInfo info = Reach.ask(profile, Cluster::info);
    if (!info.connected()) {
      throw new ControllerSite(profile).stranger();
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("profile", profile.name());
    document.put("engines", info.engines().stream().map(EnginesListCommand::engine).toList());
    context.output().result(document, text(info.engines()));
    return ExitCode.DONE;
  }

  private static Map<String, Object> engine(ClusterInfo.Engine engine) {
    Map<String, Object> map = new LinkedHashMap<>(InfoCommand.engine(engine));
    map.put("status", engine.status());
    map.put("labels", engine.labels());
    map.put("memoryBytes", engine.memoryBytes());
    map.put("uptimeSeconds", engine.uptimeSeconds());
    return map;
  }

  private static String text(List<ClusterInfo.Engine> engines) {
    return engines.isEmpty()
        ? "there are no engines; start some with: roundhouse engines start -n 2"
        : String.join("\n", InfoText.engines(engines));
  }
}
