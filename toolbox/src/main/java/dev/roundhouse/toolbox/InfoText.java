package dev.roundhouse.toolbox;

import dev.roundhouse.client.ClusterInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The state of a cluster in words and a table. */
final class InfoText {

  private InfoText() {}

  static String of(ClusterInfo info, String address) {
    List<String> lines = new ArrayList<>();
    if (!info.connected()) {
      lines.add("not connected: no controller answers at " + address + profile(info));
      if (!info.startedHere().engines().isEmpty()) {
        lines.add(
            info.startedHere().engines().size() + " engines that were started here look for one");
      }
      lines.add("start one with: roundhouse start");
      return String.join("\n", lines);
    }
    info.controller().ifPresent(controller -> lines.add(controller(controller) + profile(info)));
    ClusterInfo.TaskCounts tasks = info.tasks();
    lines.add(
        String.format(
            Locale.ROOT,
            "tasks       %d waiting, %d running, %d completed, %d failed",
            tasks.waiting(),
            tasks.running(),
            tasks.completed(),
            tasks.failed()));
    lines.addAll(engines(info.engines()));
    return String.join("\n", lines);
  }

  /** Where somebody listens who is no controller of the profile: starting one would not help. */
  static String stranger(ClusterInfo info, String address) {
    return "not connected: somebody listens at "
        + address
        + ", but no controller with the keys of profile "
        + info.profile()
        + " answered in time\n"
        + "end that process, or set roundhouse.controller.port to another port in the profile";
  }

  private static String profile(ClusterInfo info) {
    return " (profile " + info.profile() + ")";
  }

  private static String controller(ClusterInfo.Controller controller) {
    Duration up = Duration.ofSeconds((long) controller.uptimeSeconds());
    return String.format(
        Locale.ROOT,
        "controller  %s, pid %d, up %d:%02d:%02d, version %s%s",
        controller.address(),
        controller.pid(),
        up.toHours(),
        up.toMinutesPart(),
        up.toSecondsPart(),
        controller.version(),
        controller.startedHere() ? ", started here" : "");
  }

  private static List<String> engines(List<ClusterInfo.Engine> engines) {
    if (engines.isEmpty()) {
      return List.of("engines     none");
    }
    List<String> lines = new ArrayList<>();
    String form = "%-12s %-20s %8s %6s %8s %10s %6s  %s";
    lines.add(
        String.format(
            Locale.ROOT,
            form,
            "ENGINE",
            "HOST",
            "PID",
            "SLOTS",
            "RUNNING",
            "COMPLETED",
            "LOAD",
            "SYSTEM"));
    for (ClusterInfo.Engine engine : engines) {
      lines.add(
          String.format(
              Locale.ROOT,
              form,
              engine.id(),
              engine.host(),
              engine.pid(),
              engine.slots(),
              engine.running(),
              engine.completed(),
              engine.load() < 0 ? "-" : String.format(Locale.ROOT, "%.2f", engine.load()),
              engine.system()));
    }
    return lines;
  }
}
