package dev.roundhouse.toolbox;

import dev.roundhouse.client.RunningCluster;
import dev.roundhouse.process.RunFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Lists what runs on this machine, of all profiles. */
@Command(
    name = "list",
    description = "Lists the clusters that run on this machine, of all profiles of this home.")
final class ListCommand implements ToolboxCommand {

  @Override
  public ExitCode run(CommandContext context) {
    List<RunningCluster> clusters = RunningCluster.of(context.surroundings().home());
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("clusters", clusters.stream().map(ListCommand::cluster).toList());
    context.output().result(document, text(clusters));
    return ExitCode.DONE;
  }

  private static Map<String, @Nullable Object> cluster(RunningCluster cluster) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("profile", cluster.profile());
    map.put("address", cluster.address());
    map.put("private", cluster.exclusive());
    map.put("controller", cluster.controller().map(ListCommand::process).orElse(null));
    map.put("engines", cluster.engines().stream().map(ListCommand::process).toList());
    return map;
  }

  private static Map<String, Object> process(RunFile file) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("id", file.id());
    map.put("pid", file.pid());
    map.put("startedAt", Times.utc(file.startTime()));
    map.put("owner", file.owner());
    map.put("detached", file.detached());
    map.put("log", file.log().map(Object::toString).orElse(""));
    return map;
  }

  private static String text(List<RunningCluster> clusters) {
    if (clusters.isEmpty()) {
      return "no cluster of this home runs on this machine";
    }
    List<String> lines = new ArrayList<>();
    for (RunningCluster cluster : clusters) {
      lines.add(
          "profile "
              + cluster.profile()
              + (cluster.exclusive() ? ", private to a run," : "")
              + " at "
              + cluster.address()
              + (cluster.controller().isEmpty() ? ": its controller does not run here" : ""));
      cluster.controller().ifPresent(controller -> lines.add(line(controller)));
      cluster.engines().forEach(engine -> lines.add(line(engine)));
    }
    return String.join("\n", lines);
  }

  private static String line(RunFile file) {
    return String.format(
        Locale.ROOT,
        "  %-11s pid %-8d since %s  %s",
        file.id(),
        file.pid(),
        Times.local(file.startTime()),
        starter(file));
  }

  private static String starter(RunFile file) {
    if (file.owner().equals(RunFile.TERMINAL)) {
      return "started by hand or by a service manager";
    }
    return "started by `"
        + file.owner()
        + "`"
        + (file.forgotten() ? ", forgotten" : file.detached() ? ", detached" : "");
  }
}
