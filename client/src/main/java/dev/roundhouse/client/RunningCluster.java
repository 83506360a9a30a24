package dev.roundhouse.client;

import dev.roundhouse.process.Role;
import dev.roundhouse.process.RunFile;
import dev.roundhouse.process.RunFiles;
import dev.roundhouse.profile.Home;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What runs of one cluster on this machine and was started from this home, by the run files.
 *
 * @param profile its name
 * @param address {@code host:port} of the controller
 * @param controller empty where it runs elsewhere or has ended
 * @param engines the oldest first
 */
public record RunningCluster(
    String profile, String address, Optional<RunFile> controller, List<RunFile> engines) {

  private record Key(String profile, String address) {}

  public RunningCluster {
    Objects.requireNonNull(profile, "profile");
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(controller, "controller");
    engines = List.copyOf(engines);
  }

  /** All of a home, by the order of their profiles. */
  public static List<RunningCluster> of(Home home) {
    List<RunningCluster> clusters = new ArrayList<>();
    for (RunFiles files : RunFiles.of(home)) {
      Map<Key, List<RunFile>> processes = new LinkedHashMap<>();
      for (RunFile file : files.live()) {
        Key key = new Key(file.profile(), file.address());
        processes.computeIfAbsent(key, any -> new ArrayList<>()).add(file);
      }
      processes.forEach((key, members) -> clusters.add(of(key, members)));
    }
    return List.copyOf(clusters);
  }

  private static RunningCluster of(Key key, List<RunFile> members) {
    return new RunningCluster(
        key.profile(),
        key.address(),
        members.stream().filter(file -> file.role() == Role.CONTROLLER).findFirst(),
        members.stream().filter(file -> file.role() == Role.ENGINE).toList());
  }

  /** Whether it is the private one of a run, which nobody else joins. */
  public boolean exclusive() {
    return controller.map(RunFile::exclusive).orElse(false);
  }
}
