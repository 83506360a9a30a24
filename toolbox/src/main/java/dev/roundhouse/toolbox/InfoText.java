package dev.roundhouse.toolbox;

import dev.roundhouse.client.ClusterInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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

  /** A table, the engines of a host one after the other. */
  static List<String> engines(List<ClusterInfo.Engine> engines) {
    if (engines.isEmpty()) {
      return List.of("engines     none");
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        row(
            "ENGINE",
            "HOST",
            "PID",
            "STATUS",
            "SLOTS",
            "RUNNING",
            "COMPLETED",
            "LOAD",
            "MEMORY",
            "SYSTEM"));
    Map<String, List<ClusterInfo.Engine>> hosts = new LinkedHashMap<>();
    engines.forEach(
        engine -> hosts.computeIfAbsent(engine.host(), host -> new ArrayList<>()).add(engine));
    hosts.values().forEach(host -> host.forEach(engine -> lines.add(row(engine))));
    if (engines.stream().anyMatch(ClusterInfo.Engine::startedHere)) {
      lines.add("* started here");
    }
    return lines;
  }

  private static String row(ClusterInfo.Engine engine) {
    return row(
        engine.id() + (engine.startedHere() ? "*" : ""),
        engine.host(),
        engine.pid(),
        engine.status(),
        engine.slots(),
        engine.running(),
        engine.completed(),
        engine.load() < 0 ? "-" : String.format(Locale.ROOT, "%.2f", engine.load()),
        Bytes.text(engine.memoryBytes()),
        engine.system());
  }

  private static String row(Object... cells) {
    return String.format(Locale.ROOT, "%-7s %-20s %8s %-11s %5s %7s %9s %6s %9s  %s", cells);
  }
}
