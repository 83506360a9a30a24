package dev.roundhouse.toolbox;

import dev.roundhouse.controller.ControllerNode;
import dev.roundhouse.link.LinkPlace;
import dev.roundhouse.process.Role;
import dev.roundhouse.process.RunFile;
import dev.roundhouse.process.RunFiles;
import dev.roundhouse.profile.Profile;
import dev.roundhouse.profile.SetupException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * A controller inside this process, for this process's run only: the same actor and protocol as any
 * other, on a loopback port of its own. It ends with the run, and tells no engine: they end by
 * their lifelines.
 */
final class PrivateController implements AutoCloseable {

  private final ControllerNode node;

  private final RunFiles files;
  private final RunFile file;

  private PrivateController(Profile profile, ControllerNode node) {
    this.node = node;
    this.files = RunFiles.of(profile);
    this.file =
        RunFile.ofThisProcess(
                Role.CONTROLLER, Role.CONTROLLER.text(), node.address(), profile.name())
            .ownedBy("run " + ProcessHandle.current().pid())
            .asExclusive();
    files.write(file);
  }

  /** The profile with its controller at a free loopback port, for engines and session alike. */
  static Profile profile(Profile base) {
    return base.with(base.settings().withPrivateController(freePort()));
  }

  /** Starts it at the address of such a profile; takes about a second. */
  static PrivateController start(Profile profile) {
    return new PrivateController(profile, new ControllerNode(profile));
  }

  /**
   * The way to it for a session of this process: not over the network.
   *
   * @param engines how many are about to join
   */
  LinkPlace place(int engines) {
    return LinkPlace.inside(node.system(), node.actor(), node.address(), engines);
  }

  /** An engine's process ended: its tasks are placed elsewhere at once. */
  void engineExited(long pid, String how) {
    node.engineExited(pid, how);
  }

  /** Begins its end and does not wait: nobody is left who talks to it, and the command is over. */
  @Override
  public void close() {
    files.delete(file);
    node.system().terminate();
  }

  /**
   * A port that is free now. It is chosen before the controller binds it, so that engines can start
   * at the same time as the controller.
   */
  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new SetupException(
              SetupException.Code.PORT,
              "no free port was found on the loopback address: " + e.getMessage(),
              "look for what holds so many ports, for example with ss -tn")
          .causedBy(e);
    }
  }
}
