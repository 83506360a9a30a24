package dev.roundhouse.scheme;

import dev.roundhouse.child.ChildAddress;
import dev.roundhouse.module.Durations;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Where a parent waits for one child: a Unix-domain socket in the child's own folder, or a loopback
 * port where the system takes no path of that length.
 */
final class ChildSocket implements AutoCloseable {

  /** Some systems take 104 bytes with the end mark, others 108. */
  private static final int LONGEST_PATH = 100;

  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private static final Duration LOOK = Duration.ofMillis(50);

  private final ServerSocketChannel server;
  private final Path file;
  private final String address;

  private ChildSocket(ServerSocketChannel server, Path file, String address) {
    this.server = server;
    this.file = file;
    this.address = address;
  }

  static ChildSocket open(Path folder) throws IOException {
    Path file = folder.resolve("s");
    if (file.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_PATH) {
      ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      server.bind(UnixDomainSocketAddress.of(file), 1);
      return new ChildSocket(server, file, ChildAddress.unix(file));
    }
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.INET);
    server.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), 0), 1);
    int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
    return new ChildSocket(server, file, ChildAddress.loopback(port));
  }

  /** How the child finds it. */
  String address() {
    return address;
  }

  /**
   * Waits for the child.
   *
   * @param gone whether the child has ended, so that waiting is no use
   * @throws IOException it did not come in time, or ended before
   */
  SocketChannel accept(Duration limit, BooleanSupplier gone) throws IOException {
    server.configureBlocking(false);
    long end = System.nanoTime() + limit.toNanos();
    try (Selector selector = Selector.open()) {
      server.register(selector, SelectionKey.OP_ACCEPT);
      while (System.nanoTime() < end) {
        selector.select(LOOK.toMillis());
        selector.selectedKeys().clear();
        SocketChannel socket = server.accept();
        if (socket != null) {
          return socket;
        }
        if (gone.getAsBoolean()) {
          throw new IOException("it ended before it connected");
        }
      }
    }
    throw new IOException("it did not connect within " + Durations.text(limit));
  }

  @Override
  public void close() throws IOException {
    server.close();
    Files.deleteIfExists(file);
  }
}
