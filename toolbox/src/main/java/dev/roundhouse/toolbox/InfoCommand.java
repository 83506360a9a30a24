package dev.roundhouse.toolbox;

import dev.roundhouse.client.ClusterInfo;
import dev.roundhouse.client.Session;
import dev.roundhouse.client.SessionOptions;
import dev.roundhouse.client.StartedProcesses;
import dev.roundhouse.profile.Profile;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Tells how the cluster is. */
@Command(
    name = "info",
    description = "Shows the controller, the engines and the tasks of the cluster.")
final class InfoCommand implements ToolboxCommand {

  @Override
  public ExitCode run(CommandContext context) {
    Profile profile = context.profile();
    boolean listens = Reach.listens(profile);
    ClusterInfo info =
        listens
            ? ask(profile)
            : ClusterInfo.disconnected(profile.name(), StartedProcesses.of(profile).startedHere());
    String address = Reach.address(profile);
    boolean stranger = listens && !info.connected();
    context
        .output()
        .result(document(info), stranger ? stranger(profile) : InfoText.of(info, address));
    if (stranger && context.output().manner().json()) {
      context.output().warn(stranger(profile));
    }
    return info.connected() ? ExitCode.DONE : ExitCode.NO_CLUSTER;
  }

  /** Where somebody listens who is no controller of the profile, starting one would not help. */
  private static String stranger(Profile profile) {
    CommandFailure stranger = Reach.strangerListens(profile);
    return "not connected: " + stranger.text() + "\n" + stranger.hint();
  }

  private static ClusterInfo ask(Profile profile) {
    try (Session session = Session.open(new SessionOptions(profile))) {
      return session.cluster().info();
    }
  }

  static Map<String, @Nullable Object> document(ClusterInfo info) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("profile", info.profile());
    document.put("connected", info.connected());
    document.put("controller", info.controller().map(InfoCommand::controller).orElse(null));
    document.put("engines", info.engines().stream().map(InfoCommand::engine).toList());
    Map<String, Object> tasks = new LinkedHashMap<>();
    tasks.put("waiting", info.tasks().waiting());
    tasks.put("running", info.tasks().running());
    tasks.put("completed", info.tasks().completed());
    tasks.put("failed", info.tasks().failed());
    document.put("tasks", tasks);
    Map<String, Object> startedHere = new LinkedHashMap<>();
    startedHere.put("controller", info.startedHere().controller());
    startedHere.put("engines", info.startedHere().engines());
    document.put("startedHere", startedHere);
    return document;
  }

  private static Map<String, Object> controller(ClusterInfo.Controller controller) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("address", controller.address());
    map.put("pid", controller.pid());
    map.put("startedHere", controller.startedHere());
    map.put("uptimeSeconds", controller.uptimeSeconds());
    map.put("version", controller.version());
    return map;
  }

  static Map<String, Object> engine(ClusterInfo.Engine engine) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("id", engine.id());
    map.put("host", engine.host());
    map.put("pid", engine.pid());
    map.put("system", engine.system());
    map.put("slots", engine.slots());
    map.put("running", engine.running());
    map.put("completed", engine.completed());
    map.put("startedHere", engine.startedHere());
    map.put("load", engine.load());
    return map;
  }
}
