package dev.roundhouse.blob;

import dev.roundhouse.profile.HostPort;
import dev.roundhouse.profile.PortRange;
import dev.roundhouse.work.Payload;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * The large values of this process: those that it keeps for others, and reading those that others
 * keep. Values over {@link #INLINE_LIMIT} never go through a message. Safe for use by several
 * threads; {@link #read} and {@link #copy} block within bounds (5 s to connect, 30 s without a
 * byte), so they belong on a pool of their own.
 */
public final class Blobs implements AutoCloseable {

  /** The most bytes of an encoded value that travel inside a message. */
  public static final int INLINE_LIMIT = 64 * 1024;

  private final BlobStore store = new BlobStore();
  private final BlobServer server;
  private final BlobReader reader;
  private final String host;

  /**
   * Starts serving.
   *
   * @param host name or address under which others reach this process
   * @param bindHost address to listen on
   * @param ports to listen on: the first of them that is free
   * @param tls the profile's; empty only where the profile is plain
   * @throws IOException the address cannot be bound, or no port is free
   */
  public Blobs(String host, String bindHost, PortRange ports, Optional<SSLContext> tls)
      throws IOException {
    this.host = Objects.requireNonNull(host, "host");
    this.server = new BlobServer(store, InetAddress.getByName(bindHost), ports, tls);
    this.reader = new BlobReader(tls);
  }

  /** As it is where it is small; else kept here and named. */
  public Payload outgoing(byte[] encoded) {
    if (encoded.length <= INLINE_LIMIT) {
      return new Payload.Encoded(encoded);
    }
    return new Payload.Stored(store.keep(encoded), encoded.length, host, server.port());
  }

  /** Lets others ask for a content by this id; it is written anew for each of them. */
  public void offer(String id, BlobStore.Writer writer) {
    store.offer(id, writer);
  }

  /** Frees a value that this process keeps; anything else is ignored. */
  public void free(Payload payload) {
    if (payload instanceof Payload.Stored stored && isHere(stored)) {
      store.release(stored.id());
    }
  }

  /** Whether this process still keeps the value. */
  public boolean keeps(Payload payload) {
    return payload instanceof Payload.Stored stored
        && isHere(stored)
        && store.find(stored.id()).isPresent();
  }

  private boolean isHere(Payload.Stored stored) {
    return stored.port() == server.port() && stored.host().equals(host);
  }

  /** The encoded bytes of a payload, read from where they are. */
  public byte[] read(Payload payload) throws IOException {
    if (payload instanceof Payload.Encoded encoded) {
      return encoded.bytes();
    }
    if (payload instanceof Payload.Stored stored) {
      return reader.read(stored);
    }
    throw new IllegalArgumentException("a live value has no bytes");
  }

  /** Tells the keeper of a value that it may go. */
  public void release(Payload payload) throws IOException {
    if (payload instanceof Payload.Stored stored) {
      reader.release(stored);
    }
  }

  /** Copies what another process offers under an id, at most {@code limit} bytes. */
  public void copy(InetSocketAddress from, String id, long limit, OutputStream to)
      throws IOException {
    reader.copy(from, id, limit, to);
  }

  /** Where others reach this process, {@code HOST:PORT}. */
  public String address() {
    return new HostPort(host, server.port()).toString();
  }

  /** How many values are kept here. */
  public int size() {
    return store.size();
  }

  @Override
  public void close() throws IOException {
    reader.close();
    server.close();
  }
}
