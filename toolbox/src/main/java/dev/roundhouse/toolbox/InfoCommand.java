package dev.roundhouse.toolbox;

import dev.roundhouse.RoundhouseException;
import dev.roundhouse.client.ClusterInfo;
import dev.roundhouse.client.ControllerSite;
import dev.roundhouse.client.Session;
import dev.roundhouse.client.SessionOptions;
import dev.roundhouse.client.StartedProcesses;
import dev.roundhouse.profile.Profile;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tells how the cluster is. */
@Command(
    name = "info",
    description = "Shows the controller, the engines and the tasks of the cluster.")
final class InfoCommand implements ToolboxCommand {

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      converter = DurationOption.class,
      description = "Wait so long, such as 30s, until the cluster answers and has its engines.")
  private Duration wait = Duration.ZERO;

  @Option(
      names = "--engines",
      paramLabel = "N",
      description = "How many engines it is to have; fewer of them give code 1.")
  private int engines;

  @Override
  public ExitCode run(CommandContext context) {
    if (engines < 0) {
      throw new CommandFailure(
          ExitCode.USAGE, "usage", "--engines is " + engines + ", expected 0 or more", "");
    }
    Profile profile = context.profile();
    ClusterInfo info = await(profile);
    String address = new ControllerSite(profile).address();
    boolean stranger = !info.connected() && new ControllerSite(profile).listens();
    context
        .output()
        .result(document(info), stranger ? stranger(profile) : InfoText.of(info, address));
    if (stranger && context.output().manner().json()) {
      context.output().warn(stranger(profile));
    }
    if (!info.connected()) {
      return ExitCode.NO_CLUSTER;
    }
    if (info.engines().size() < engines) {
      context.output().warn(info.engines().size() + " engines, expected at least " + engines);
      return ExitCode.FAILED;
    }
    return ExitCode.DONE;
  }

  /** Looks until the cluster is as it is to be, or the time is over. */
  private ClusterInfo await(Profile profile) {
    long end = System.nanoTime() + wait.toNanos();
    ClusterInfo info = disconnected(profile);
    while (!info.connected()) {
      info = new ControllerSite(profile).listens() ? ask(profile, end) : disconnected(profile);
      if (System.nanoTime() >= end) {
        return info;
      }
      if (!info.connected()) {
        Waits.pause(new CompletableFuture<>());
      }
    }
    return info;
  }

  private static ClusterInfo disconnected(Profile profile) {
    return ClusterInfo.disconnected(profile.name(), StartedProcesses.of(profile).startedHere());
  }

  /** Where somebody listens who is no controller of the profile, starting one would not help. */
  private static String stranger(Profile profile) {
    RoundhouseException stranger = new ControllerSite(profile).stranger();
    return "not connected: " + stranger.getMessage() + "\n" + stranger.hint();
  }

  private ClusterInfo ask(Profile profile, long end) {
    try (Session session = Session.open(new SessionOptions(profile))) {
      ClusterInfo info = session.cluster().info();
      while (info.connected() && info.engines().size() < engines && System.nanoTime() < end) {
        Waits.pause(new CompletableFuture<>());
        info = session.cluster().info();
      }
      return info;
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
