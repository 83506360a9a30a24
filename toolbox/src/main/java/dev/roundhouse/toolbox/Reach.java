package dev.roundhouse.toolbox;

import dev.roundhouse.RoundhouseException;
import dev.roundhouse.client.Cluster;
import dev.roundhouse.client.Session;
import dev.roundhouse.client.SessionOptions;
import dev.roundhouse.cluster.NodeSpecs;
import dev.roundhouse.process.Role;
import dev.roundhouse.process.RunFile;
import dev.roundhouse.process.RunFiles;
import dev.roundhouse.profile.Profile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The way to a profile's cluster, and what can be told of it without joining it. */
final class Reach {

  private static final int CONNECT_MILLIS = 2_000;

  private Reach() {}

  /** Where the controller is to be found. */
  static String address(Profile profile) {
    return NodeSpecs.controllerAddress(profile);
  }

  /**
   * Whether somebody listens at the controller's address. It spares commands that find nobody the
   * start of a client and its wait.
   */
  static boolean listens(Profile profile) {
    try (Socket socket = new Socket()) {
      socket.connect(socketAddress(profile), CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether the controller's address is one of this machine, so that one could be started here. */
  static boolean isHere(Profile profile) {
    InetAddress address = socketAddress(profile).getAddress();
    try {
      return address != null
          && (address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null);
    } catch (SocketException e) {
      return false;
    }
  }

  private static InetSocketAddress socketAddress(Profile profile) {
    String address = address(profile);
    int colon = address.lastIndexOf(':');
    return new InetSocketAddress(
        address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
  }

  /** The controller at the profile's address, where it was started from this home. */
  static Optional<RunFile> localController(Profile profile) {
    String address = address(profile);
    return RunFiles.of(profile).live().stream()
        .filter(file -> file.role() == Role.CONTROLLER && !file.exclusive())
        .filter(file -> file.address().equals(address))
        .findFirst();
  }

  /** The engines of the profile's controller that run on this machine, by their run files. */
  static List<RunFile> localEngines(Profile profile) {
    String address = address(profile);
    return RunFiles.of(profile).live().stream()
        .filter(file -> file.role() == Role.ENGINE && file.address().equals(address))
        .toList();
  }

  /**
   * Asks the profile's cluster, over a session that is closed again.
   *
   * @throws CommandFailure nobody listens where the controller should be
   * @throws RoundhouseException who listens is no controller with this profile's keys, or did not
   *     answer in time
   */
  static <T> T ask(Profile profile, Function<Cluster, T> question) {
    if (!listens(profile)) {
      throw noCluster(profile);
    }
    try (Session session = Session.open(new SessionOptions(profile))) {
      return question.apply(session.cluster());
    }
  }

  /** The failure of a command that needs a cluster where there is none. */
  static CommandFailure noCluster(Profile profile) {
    return new CommandFailure(
        ExitCode.NO_CLUSTER,
        "no-cluster",
        "no controller answers at " + address(profile) + " (profile " + profile.name() + ")",
        isHere(profile)
            ? "start one with: roundhouse start"
            : "start one there, or name another profile with --profile");
  }

  /** The failure where somebody listens who is no controller of this profile. */
  static CommandFailure strangerListens(Profile profile) {
    return new CommandFailure(
        ExitCode.NO_CLUSTER,
        "no-cluster",
        "somebody listens at "
            + address(profile)
            + ", but no controller with the keys of profile "
            + profile.name()
            + " answered in time",
        "end that process, or set roundhouse.controller.port to another port in the profile");
  }
}
