package dev.roundhouse.cluster;

import dev.roundhouse.profile.HostPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Under which address others reach this machine, where no setting says it. Its own name says
 * little: many systems give it a loopback address, which is every machine itself.
 */
final class OwnAddress {

  private OwnAddress() {}

  /** The one from which this machine would speak to the other; {@link #any} where it has no way. */
  static String towards(HostPort other) {
    InetSocketAddress address =
        new InetSocketAddress(other.host(), other.port() == 0 ? 1 : other.port());
    if (address.isUnresolved()) {
      return any();
    }
    // Connecting a datagram socket sends nothing: the system only chooses the way.
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(address);
      InetAddress own = socket.getLocalAddress();
      return isReachable(own) ? text(own) : any();
    } catch (SocketException | UncheckedIOException e) {
      return any();
    }
  }

  /** One that other machines can use, IPv4 first; loopback on a machine that has no other. */
  static String any() {
    return named()
        .or(OwnAddress::ofAnInterface)
        .map(OwnAddress::text)
        .orElseGet(() -> InetAddress.getLoopbackAddress().getHostAddress());
  }

  private static Optional<InetAddress> named() {
    try {
      return Optional.of(InetAddress.getLocalHost()).filter(OwnAddress::isReachable);
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private static Optional<InetAddress> ofAnInterface() {
    try (Stream<NetworkInterface> all = NetworkInterface.networkInterfaces()) {
      return all.filter(OwnAddress::isUp)
          .sorted(Comparator.comparingInt(NetworkInterface::getIndex))
          .flatMap(NetworkInterface::inetAddresses)
          .filter(OwnAddress::isReachable)
          .min(Comparator.comparing(address -> address instanceof Inet6Address));
    } catch (SocketException e) {
      return Optional.empty();
    }
  }

  private static boolean isUp(NetworkInterface one) {
    try {
      return one.isUp();
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isReachable(InetAddress address) {
    return !address.isLoopbackAddress()
        && !address.isAnyLocalAddress()
        && !address.isLinkLocalAddress();
  }

  /** Without the name of the interface, which is no part of an address elsewhere. */
  private static String text(InetAddress address) {
    String text = address.getHostAddress();
    int scope = text.indexOf('%');
    return scope < 0 ? text : text.substring(0, scope);
  }
}
