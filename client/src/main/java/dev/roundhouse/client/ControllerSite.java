package dev.roundhouse.client;

import dev.roundhouse.RoundhouseException;
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
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The address at which a profile's controller is to be found, and what can be told of it without
 * joining its cluster. Immutable; every question looks anew.
 *
 * @param profile names the address
 */
public record ControllerSite(Profile profile) {

  private static final int CONNECT_MILLIS = 2_000;
  private static final Duration ORPHANS_END = Duration.ofSeconds(15);

  public ControllerSite {
    Objects.requireNonNull(profile, "profile");
  }

  /** {@code HOST:PORT}. */
  public String address() {
    return NodeSpecs.controllerAddress(profile);
  }

  /**
   * Whether somebody listens there. It spares those who would find nobody the start of a client and
   * its wait; takes up to two seconds where a host does not answer at all.
   */
  public boolean listens() {
    try (Socket socket = new Socket()) {
      socket.connect(socketAddress(), CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether the address is one of this machine, so that a controller could be started here. */
  public boolean isHere() {
    InetAddress address = socketAddress().getAddress();
    try {
      return address != null
          && (address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null);
    } catch (SocketException e) {
      return false;
    }
  }

  private InetSocketAddress socketAddress() {
    return NodeSpecs.controllerPlace(profile).socketAddress();
  }

  /** The controller there, where it was started from this home. */
  public Optional<RunFile> controller() {
    String address = address();
    return RunFiles.of(profile).live().stream()
        .filter(file -> file.role() == Role.CONTROLLER && !file.exclusive())
        .filter(file -> file.address().equals(address))
        .findFirst();
  }

  /**
   * Whether a controller that was started from this home is there to stay. One whose owner has died
   * is about to end, and is waited for.
   */
  public boolean hasLocalController() {
    Optional<RunFile> orphan = controller().filter(RunFile::isOrphaned);
    orphan.ifPresent(file -> file.awaitEnd(ORPHANS_END));
    return controller().isPresent();
  }

  /** The engines of the controller there that run on this machine, by their run files. */
  public List<RunFile> engines() {
    String address = address();
    return RunFiles.of(profile).live().stream()
        .filter(file -> file.role() == Role.ENGINE && file.address().equals(address))
        .toList();
  }

  /**
   * Whether engines that are started here have a controller to join.
   *
   * @return false where nobody listens there and one can be started here
   * @throws RoundhouseException {@code no-cluster}: nobody listens there and it is another machine;
   *     or who listens is no controller with this profile's keys
   */
  public boolean hasController() {
    if (hasLocalController()) {
      return true;
    }
    if (!listens()) {
      if (isHere()) {
        return false;
      }
      throw none();
    }
    try (Session session = Session.open(new SessionOptions(profile))) {
      if (session.cluster().info().connected()) {
        return true;
      }
    }
    throw stranger();
  }

  /** The failure of what needs a cluster where there is none. */
  public RoundhouseException none() {
    return new RoundhouseException(
        "no-cluster",
        "no controller answers at " + address() + " (profile " + profile.name() + ")",
        isHere()
            ? "start one with: roundhouse start"
            : "start one there, or name another profile with --profile");
  }

  /** The failure where somebody listens who is no controller of this profile. */
  public RoundhouseException stranger() {
    return new RoundhouseException(
        "no-cluster",
        "somebody listens at "
            + address()
            + ", but no controller with the keys of profile "
            + profile.name()
            + " answered in time"
            + NodeSpecs.complaint(profile).map(why -> ": " + why).orElse(""),
        "end that process, or set roundhouse.controller.port to another port in the profile");
  }
}
