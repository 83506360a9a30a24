package dev.roundhouse.dist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A port that hands all connections on to another one, as a forwarded port of a router does. */
final class Relay implements AutoCloseable {

  private final ServerSocket server;
  private final InetSocketAddress target;
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  Relay(int port, int target) throws IOException {
    this.target = new InetSocketAddress(InetAddress.getLoopbackAddress(), target);
    this.server = new ServerSocket();
    server.setReuseAddress(true);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    daemon(this::accept);
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "relay");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket caller = server.accept();
        open.add(caller);
        Socket called = new Socket();
        open.add(called);
        try {
          called.connect(target);
        } catch (IOException nobodyListens) {
          caller.close();
          continue;
        }
        daemon(() -> copy(caller, called));
        daemon(() -> copy(called, caller));
      }
    } catch (IOException closed) {
      closeAll();
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException over) {
      close(from);
      close(to);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many connections came. */
  int connections() {
    return open.size() / 2;
  }

  private void closeAll() {
    open.forEach(Relay::close);
  }

  @Override
  public void close() throws IOException {
    server.close();
    closeAll();
  }
}
