package dev.roundhouse.toolbox;

import dev.roundhouse.client.ClusterInfo;
import dev.roundhouse.cluster.Machine;
import dev.roundhouse.process.RunFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which engines are restarted, and by whom.
 *
 * @param before pids of all engines of the cluster before it
 * @param kept those that a foreground command keeps, which starts others in their place
 * @param detached those that nobody keeps
 * @param left ids of those that stay as they are, each with the reason
 */
record RestartPlan(
    Set<Long> before, List<RunFile> kept, List<RunFile> detached, Map<String, String> left) {

  RestartPlan {
    before = Set.copyOf(before);
    kept = List.copyOf(kept);
    detached = List.copyOf(detached);
  }

  /**
   * Sorts the engines.
   *
   * @param named ids; empty: all that can be restarted
   * @param local run files of this cluster's engines on this machine
   * @throws CommandFailure one that was named is unknown, or cannot be restarted from here
   */
  static RestartPlan of(ClusterInfo info, List<String> named, List<RunFile> local) {
    List<String> unknown =
        named.stream()
            .filter(id -> info.engines().stream().noneMatch(engine -> engine.id().equals(id)))
            .toList();
    if (!unknown.isEmpty()) {
      throw EngineStop.unknown(unknown);
    }
    List<RunFile> kept = new ArrayList<>();
    List<RunFile> detached = new ArrayList<>();
    Map<String, String> left = new LinkedHashMap<>();
    for (ClusterInfo.Engine engine : info.engines()) {
      if (!named.isEmpty() && !named.contains(engine.id())) {
        continue;
      }
      Optional<RunFile> file = fileOf(engine, local);
      if (file.isEmpty()) {
        left.put(engine.id(), "it was not started from this home, but on " + engine.host());
      } else if (file.get().detached()) {
        detached.add(file.get());
      } else if (file.get().startedHere()) {
        kept.add(file.get());
      } else {
        left.put(engine.id(), "it was started by hand or by a service manager");
      }
    }
    if (!named.isEmpty() && !left.isEmpty()) {
      throw refused(left);
    }
    Set<Long> before =
        info.engines().stream().map(ClusterInfo.Engine::pid).collect(Collectors.toSet());
    return new RestartPlan(before, kept, detached, left);
  }

  private static Optional<RunFile> fileOf(ClusterInfo.Engine engine, List<RunFile> local) {
    return local.stream()
        .filter(file -> file.pid() == engine.pid())
        .filter(file -> engine.host().equals(Machine.here().host()))
        .findFirst();
  }

  private static CommandFailure refused(Map<String, String> left) {
    return new CommandFailure(
        ExitCode.REFUSED,
        "refused",
        left.entrySet().stream()
            .map(entry -> entry.getKey() + " cannot be restarted from here: " + entry.getValue())
            .collect(Collectors.joining("; ")),
        "restart it where it was started, or stop it with: roundhouse engines stop ID");
  }

  List<String> keptIds() {
    return kept.stream().map(RunFile::id).toList();
  }

  List<String> detachedIds() {
    return detached.stream().map(RunFile::id).toList();
  }

  List<String> ids() {
    List<String> ids = new ArrayList<>(keptIds());
    ids.addAll(detachedIds());
    return List.copyOf(ids);
  }
}
