package dev.roundhouse.client;

import dev.roundhouse.cluster.NodeSpecs;
import dev.roundhouse.process.Role;
import dev.roundhouse.process.RunFile;
import dev.roundhouse.process.RunFiles;
import dev.roundhouse.profile.Profile;
import java.util.List;

/**
 * What runs of a profile's cluster because this user started it, by the run files. The private
 * clusters of runs are none of it.
 *
 * @param all that live and were not forgotten by a clean-up, the oldest first
 */
public record StartedProcesses(List<RunFile> all) {

  public StartedProcesses {
    all = List.copyOf(all);
  }

  /** Looks into the profile's run files. */
  public static StartedProcesses of(Profile profile) {
    String address = NodeSpecs.controllerAddress(profile);
    return new StartedProcesses(
        RunFiles.of(profile).live().stream()
            .filter(file -> file.startedHere() && !file.exclusive())
            .filter(file -> file.address().equals(address))
            .toList());
  }

  /** As {@code info} tells it. */
  public ClusterInfo.StartedHere startedHere() {
    boolean controller = all.stream().anyMatch(file -> file.role() == Role.CONTROLLER);
    List<String> engines =
        all.stream().filter(file -> file.role() == Role.ENGINE).map(RunFile::id).toList();
    return new ClusterInfo.StartedHere(controller, engines);
  }
}
