package dev.roundhouse.child;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** Where a parent listens for its child, as one word: {@code unix:PATH} or {@code tcp:PORT}. */
public final class ChildAddress {

  private static final String UNIX = "unix:";
  private static final String TCP = "tcp:";

  private ChildAddress() {}

  public static String unix(Path socket) {
    return UNIX + socket;
  }

  public static String loopback(int port) {
    return TCP + port;
  }

  /**
   * Connects to the parent.
   *
   * @throws IllegalArgumentException the word is no address
   * @throws IOException nobody listens there
   */
  static SocketChannel connect(String word) throws IOException {
    if (word.startsWith(UNIX)) {
      return SocketChannel.open(UnixDomainSocketAddress.of(word.substring(UNIX.length())));
    }
    if (!word.startsWith(TCP)) {
      throw new IllegalArgumentException(
          "the parent's address is " + word + ", expected unix:PATH or tcp:PORT");
    }
    int port = Integer.parseInt(word.substring(TCP.length()));
    SocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    return SocketChannel.open(address);
  }
}
