package dev.roundhouse.client;

import dev.roundhouse.cluster.NodeSpecs;
import dev.roundhouse.process.Role;
import dev.roundhouse.process.RunFile;
import dev.roundhouse.process.RunFiles;
import dev.roundhouse.profile.Profile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What runs of a profile's cluster because this user started it, by the run files. The private
 * clusters of runs are none of it. Immutable: as it was when it was looked for.
 */
public final class StartedProcesses {

  private static final Duration AFTER_KILL = Duration.ofSeconds(5);

  private final RunFiles files;
  private final List<RunFile> all;

  private StartedProcesses(RunFiles files, List<RunFile> all) {
    this.files = files;
    this.all = List.copyOf(all);
  }

  /** Looks into the profile's run files. */
  public static StartedProcesses of(Profile profile) {
    String address = NodeSpecs.controllerAddress(profile);
    RunFiles files = RunFiles.of(profile);
    return new StartedProcesses(
        files,
        files.live().stream()
            .filter(file -> file.startedHere() && !file.exclusive())
            .filter(file -> file.address().equals(address))
            .toList());
  }

  /** All that live and were not forgotten by a clean-up, the oldest first. */
  public List<RunFile> all() {
    return all;
  }

  /** Those that live on by themselves; a clean-up is about these. */
  public List<RunFile> detached() {
    return all.stream().filter(RunFile::detached).toList();
  }

  /** Those that a foreground command or a session keeps, and ends when it ends. */
  public List<RunFile> kept() {
    return all.stream().filter(file -> !file.detached()).toList();
  }

  /** As {@code info} tells it. */
  public ClusterInfo.StartedHere startedHere() {
    boolean controller = all.stream().anyMatch(file -> file.role() == Role.CONTROLLER);
    List<String> engines =
        all.stream().filter(file -> file.role() == Role.ENGINE).map(RunFile::id).toList();
    return new ClusterInfo.StartedHere(controller, engines);
  }

  /** Leaves the detached ones running and forgets them: they count no longer as started here. */
  public void leave() {
    detached().forEach(file -> files.change(file, RunFile::asForgotten));
  }

  /**
   * Ends the detached ones: the engines, which finish what they compute, then the controller, which
   * takes all engines with it that joined from elsewhere. Those that do not end are killed.
   *
   * @param bound how long the engines, and then the controller, may take
   * @return those that had to be killed
   */
  public List<RunFile> terminate(Duration bound) {
    Objects.requireNonNull(bound, "bound");
    List<RunFile> killed = new ArrayList<>();
    for (Role role : List.of(Role.ENGINE, Role.CONTROLLER)) {
      List<RunFile> some = detached().stream().filter(file -> file.role() == role).toList();
      some.forEach(file -> file.process().ifPresent(ProcessHandle::destroy));
      long end = System.nanoTime() + bound.toNanos();
      for (RunFile file : some) {
        if (!file.awaitEnd(Duration.ofNanos(end - System.nanoTime()))) {
          file.process().ifPresent(ProcessHandle::destroyForcibly);
          file.awaitEnd(AFTER_KILL);
          killed.add(file);
          files.delete(file);
        }
      }
    }
    return List.copyOf(killed);
  }
}
