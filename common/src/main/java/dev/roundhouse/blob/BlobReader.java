package dev.roundhouse.blob;

import dev.roundhouse.work.Payload;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads from other processes' stores, with a few connections kept open to each. Blocks its callers
 * within bounds; safe for use by several threads.
 */
final class BlobReader implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(BlobReader.class);
  private static final int CONNECT_TIMEOUT_MILLIS = 5_000;
  private static final int READ_TIMEOUT_MILLIS = 30_000;
  private static final int IDLE_CONNECTIONS = 4;

  private final Optional<SSLContext> tls;
  private final Map<InetSocketAddress, Deque<Connection>> idle = new ConcurrentHashMap<>();
  private volatile boolean closed;

  BlobReader(Optional<SSLContext> tls) {
    this.tls = tls;
  }

  byte[] read(Payload.Stored stored) throws IOException {
    if (stored.size() > Integer.MAX_VALUE - 16) {
      throw new IOException(
          "a value of " + stored.size() + " bytes is more than one array can hold");
    }
    return withConnection(
        new InetSocketAddress(stored.host(), stored.port()),
        connection -> {
          long size = connection.request(stored.id());
          if (size != stored.size()) {
            throw new IOException("has " + size + " bytes, expected " + stored.size());
          }
          byte[] bytes = new byte[(int) size];
          connection.in.readFully(bytes);
          return bytes;
        });
  }

  /** Reads a content of unknown size, such as a bundle by its hash. */
  void copy(InetSocketAddress from, String id, long limit, OutputStream to) throws IOException {
    withConnection(
        from,
        connection -> {
          connection.request(id);
          byte[] chunk = new byte[BlobServer.CHUNK];
          long total = 0;
          for (int length = connection.in.readInt(); length > 0; length = connection.in.readInt()) {
            total += length;
            if (length > chunk.length || total > limit) {
              throw new IOException("is larger than " + limit + " bytes");
            }
            connection.in.readFully(chunk, 0, length);
            to.write(chunk, 0, length);
          }
          return total;
        });
  }

  void release(Payload.Stored stored) throws IOException {
    withConnection(
        new InetSocketAddress(stored.host(), stored.port()),
        connection -> {
          connection.send(BlobServer.RELEASE, stored.id());
          return true;
        });
  }

  private <T> T withConnection(InetSocketAddress to, Use<T> use) throws IOException {
    Deque<Connection> kept = idle.computeIfAbsent(to, key -> new ConcurrentLinkedDeque<>());
    Connection reused = kept.pollFirst();
    if (reused != null) {
      try {
        return useAndKeep(reused, kept, use);
      } catch (IOException e) {
        // It may have been closed at the other end while it lay idle: once more on a fresh one.
        reused.close();
      }
    }
    Connection fresh = connect(to);
    try {
      return useAndKeep(fresh, kept, use);
    } catch (IOException e) {
      fresh.close();
      throw new IOException("reading from " + to + ": " + e.getMessage(), e);
    }
  }

  private <T> T useAndKeep(Connection connection, Deque<Connection> kept, Use<T> use)
      throws IOException {
    T result = use.on(connection);
    if (closed || kept.size() >= IDLE_CONNECTIONS) {
      connection.close();
    } else {
      kept.addFirst(connection);
    }
    return result;
  }

  private Connection connect(InetSocketAddress to) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(
          new InetSocketAddress(to.getHostString(), to.getPort()), CONNECT_TIMEOUT_MILLIS);
      socket.setSoTimeout(READ_TIMEOUT_MILLIS);
      socket.setTcpNoDelay(true);
      if (tls.isPresent()) {
        SSLSocket secure =
            (SSLSocket)
                tls.get()
                    .getSocketFactory()
                    .createSocket(socket, to.getHostString(), to.getPort(), true);
        secure.setEnabledProtocols(new String[] {"TLSv1.3"});
        secure.startHandshake();
        return new Connection(secure);
      }
      return new Connection(socket);
    } catch (IOException e) {
      socket.close();
      throw new IOException("connecting to " + to + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    closed = true;
    for (Deque<Connection> kept : idle.values()) {
      for (Connection connection = kept.pollFirst();
          connection != null;
          connection = kept.pollFirst()) {
        connection.close();
      }
    }
  }

  @FunctionalInterface
  private interface Use<T> {
    T on(Connection connection) throws IOException;
  }

  private static final class Connection {
    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;

    Connection(Socket socket) throws IOException {
      this.socket = socket;
      this.in = new DataInputStream(socket.getInputStream());
      this.out = new DataOutputStream(socket.getOutputStream());
    }

    long request(String id) throws IOException {
      send(BlobServer.GET, id);
      long size = in.readLong();
      if (size < 0 && size != BlobServer.CHUNKED) {
        throw new IOException("value " + id + " is not there any more");
      }
      return size;
    }

    void send(int operation, String id) throws IOException {
      byte[] name = id.getBytes(StandardCharsets.UTF_8);
      byte[] request = new byte[3 + name.length];
      request[0] = (byte) operation;
      request[1] = (byte) (name.length >>> 8);
      request[2] = (byte) name.length;
      System.arraycopy(name, 0, request, 3, name.length);
      out.write(request);
      out.flush();
    }

    void close() {
      try {
        BlobServer.closeQuickly(socket);
      } catch (IOException e) {
        LOG.debug("closing a stream: {}", e.toString());
      }
    }
  }
}
