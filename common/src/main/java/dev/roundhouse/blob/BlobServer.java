package dev.roundhouse.blob;

import dev.roundhouse.profile.PortRange;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves a {@link BlobStore} on a port of its own. A request is an operation, the length of an id
 * and the id; the answer to {@code GET} is the size (-1: there is no such id, -2: it is not known
 * and the bytes come in chunks) and the bytes. With TLS a peer without the profile's key never gets
 * as far as a request.
 */
final class BlobServer implements AutoCloseable {

  static final int GET = 1;
  static final int RELEASE = 2;
  static final int MAX_ID = 256;
  static final long CHUNKED = -2;
  static final int CHUNK = 128 * 1024;
  private static final int MAX_CONNECTIONS = 256;
  private static final int GOODBYE_MILLIS = 200;
  private static final int HANDSHAKE_TIMEOUT_MILLIS = 10_000;
  private static final Logger LOG = LoggerFactory.getLogger(BlobServer.class);

  private final BlobStore store;
  private final ServerSocket socket;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final Semaphore room = new Semaphore(MAX_CONNECTIONS);

  BlobServer(BlobStore store, InetAddress bind, PortRange ports, Optional<SSLContext> tls)
      throws IOException {
    this.store = store;
    this.socket = open(bind, ports, tls);
    Thread acceptor = new Thread(this::acceptAll, "roundhouse-blobs");
    acceptor.setDaemon(true);
    acceptor.start();
  }

  private static ServerSocket open(InetAddress bind, PortRange ports, Optional<SSLContext> tls)
      throws IOException {
    PrimitiveIterator.OfInt next = ports.ports(ProcessHandle.current().pid()).iterator();
    while (true) {
      InetSocketAddress address = new InetSocketAddress(bind, next.nextInt());
      ServerSocket socket = unbound(tls);
      try {
        socket.bind(address);
        return socket;
      } catch (IOException e) {
        socket.close();
        if (!next.hasNext()) {
          throw new BindException("no port of " + ports + " is free at " + bind.getHostAddress());
        }
      }
    }
  }

  private static ServerSocket unbound(Optional<SSLContext> tls) throws IOException {
    if (tls.isEmpty()) {
      return new ServerSocket();
    }
    SSLServerSocket secure =
        (SSLServerSocket) tls.get().getServerSocketFactory().createServerSocket();
    secure.setNeedClientAuth(true);
    secure.setEnabledProtocols(new String[] {"TLSv1.3"});
    return secure;
  }

  int port() {
    return socket.getLocalPort();
  }

  private void acceptAll() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        if (!room.tryAcquire()) {
          LOG.warn("refused a stream: {} are open, the most there may be", MAX_CONNECTIONS);
          connection.close();
          continue;
        }
        connections.add(connection);
        Thread server = new Thread(() -> serve(connection), "roundhouse-blob-stream");
        server.setDaemon(true);
        server.start();
      } catch (IOException e) {
        if (!socket.isClosed()) {
          LOG.warn("could not accept a stream: {}", e.toString());
        }
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      connection.setTcpNoDelay(true);
      connection.setSoTimeout(HANDSHAKE_TIMEOUT_MILLIS);
      DataInputStream in =
          new DataInputStream(new BufferedInputStream(connection.getInputStream(), 512));
      DataOutputStream out = new DataOutputStream(connection.getOutputStream());
      int operation = in.readUnsignedByte();
      while (answer(operation, in, out)) {
        // Between requests a stream may lie idle; within one it may not.
        connection.setSoTimeout(0);
        operation = in.readUnsignedByte();
        connection.setSoTimeout(HANDSHAKE_TIMEOUT_MILLIS);
      }
    } catch (EOFException e) {
      LOG.debug("a stream was closed by its reader");
    } catch (IOException e) {
      LOG.debug("a stream ended: {}", e.toString());
    } finally {
      connections.remove(connection);
      room.release();
    }
  }

  private boolean answer(int operation, DataInputStream in, DataOutputStream out)
      throws IOException {
    int length = in.readUnsignedShort();
    if (length > MAX_ID || (operation != GET && operation != RELEASE)) {
      LOG.warn("closed a stream: operation {} with an id of {} bytes", operation, length);
      return false;
    }
    String id = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    if (operation == RELEASE) {
      store.release(id);
      return true;
    }
    Optional<BlobStore.Content> content = store.find(id);
    if (content.isEmpty()) {
      out.writeLong(-1);
      out.flush();
      return true;
    }
    send(content.get(), out);
    out.flush();
    return true;
  }

  /** A content of known size goes as it is, any other in chunks, the last of which is empty. */
  private static void send(BlobStore.Content content, DataOutputStream out) throws IOException {
    if (content.size().isPresent()) {
      out.writeLong(content.size().get());
      content.writer().writeTo(out);
      return;
    }
    out.writeLong(CHUNKED);
    ChunkedOutput chunks = new ChunkedOutput(out);
    content.writer().writeTo(chunks);
    chunks.finish();
  }

  /** A TLS socket that is closed waits for its peer's goodbye as long as for any answer. */
  static void closeQuickly(Socket connection) throws IOException {
    if (!connection.isClosed()) {
      connection.setSoTimeout(GOODBYE_MILLIS);
      connection.close();
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (Socket connection : connections) {
      closeQuickly(connection);
    }
  }
}
