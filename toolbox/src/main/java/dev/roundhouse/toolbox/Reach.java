package dev.roundhouse.toolbox;

import dev.roundhouse.client.ClusterInfo;
import dev.roundhouse.process.Role;
import dev.roundhouse.process.RunFile;
import dev.roundhouse.process.RunFiles;
import dev.roundhouse.profile.Profile;
import dev.roundhouse.profile.Settings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Optional;

/** What can be told of a profile's cluster without joining it. */
final class Reach {

  private static final int CONNECT_MILLIS = 2_000;

  private Reach() {}

  /** Where the controller is to be found. */
  static String address(Profile profile) {
    Settings.ControllerSettings controller = profile.settings().controller();
    return controller.host() + ":" + controller.port();
  }

  /**
   * Whether somebody listens at the controller's address. It spares commands that find nobody the
   * start of a client and its wait.
   */
  static boolean listens(Profile profile) {
    Settings.ControllerSettings controller = profile.settings().controller();
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(controller.host(), controller.port()), CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The controller of this profile that runs on this machine, if any does. */
  static Optional<RunFile> localController(Profile profile) {
    return RunFiles.of(profile).live().stream()
        .filter(file -> file.role() == Role.CONTROLLER && !file.exclusive())
        .findFirst();
  }

  /** What was started here, by the run files. */
  static ClusterInfo.StartedHere startedHere(Profile profile) {
    List<RunFile> started =
        RunFiles.of(profile).live().stream().filter(RunFile::startedHere).toList();
    boolean controller =
        started.stream().anyMatch(file -> file.role() == Role.CONTROLLER && !file.exclusive());
    List<String> engines =
        started.stream().filter(file -> file.role() == Role.ENGINE).map(RunFile::address).toList();
    return new ClusterInfo.StartedHere(controller, engines);
  }

  /** The failure of a command that needs a cluster where there is none. */
  static CommandFailure noCluster(Profile profile) {
    return new CommandFailure(
        ExitCode.NO_CLUSTER,
        "no-cluster",
        "no controller answers at " + address(profile) + " (profile " + profile.name() + ")",
        "start one with: roundhouse start");
  }
}
