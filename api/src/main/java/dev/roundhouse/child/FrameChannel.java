package dev.roundhouse.child;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

/**
 * Sends and receives frames over a socket, with one thread of its own.
 *
 * <p>The socket never blocks. So any thread may send, an interrupt of a sending thread does not
 * close the channel (only a blocking operation does that), and two sides whose buffers are full
 * cannot wait for each other: what a socket does not take is sent by the channel's thread, which
 * goes on reading meanwhile. Safe for use by several threads.
 */
public final class FrameChannel implements AutoCloseable {

  private static final int BUFFER = 256 * 1024;

  /** Unsent bytes over which {@link #awaitRoom} waits. */
  private static final long ROOM = 8L << 20;

  /** What is told of a channel, on its thread. */
  public interface Receiver {

    /** Frames' bodies in the order in which they were sent. */
    void received(List<Body> bodies);

    /** Told once, last: the other side closed the channel, or this side did, or it broke. */
    void closed(String why);
  }

  private final SocketChannel socket;
  private final Selector selector;
  private final SelectionKey key;
  private final Receiver receiver;
  private final Thread thread;
  private final Deque<ByteBuffer> unsent = new ArrayDeque<>();
  private final ByteBuffer gathered = ByteBuffer.allocateDirect(BUFFER);
  private long unsentBytes;
  private boolean broken;
  private volatile boolean closed;

  /**
   * Takes a connected socket over; {@link #start} begins.
   *
   * @throws IOException the socket is closed, or the system has no room for a selector
   */
  public FrameChannel(SocketChannel socket, String threadName, Receiver receiver)
      throws IOException {
    this.socket = Objects.requireNonNull(socket, "socket");
    this.receiver = Objects.requireNonNull(receiver, "receiver");
    socket.configureBlocking(false);
    if (socket.supportedOptions().contains(StandardSocketOptions.TCP_NODELAY)) {
      socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }
    selector = Selector.open();
    key = socket.register(selector, SelectionKey.OP_READ);
    thread = new Thread(this::serve, threadName);
    thread.setDaemon(true);
  }

  /** Begins to receive. */
  public void start() {
    thread.start();
  }

  /** Sends a message as soon as the socket takes it; does nothing after the channel closed. */
  public void send(ChildMessage message) {
    post(message);
    flush();
  }

  /** Puts a message in line; {@link #flush} or a later {@link #send} is to follow. */
  public void post(ChildMessage message) {
    Frame frame = MessageCodec.encode(message);
    synchronized (unsent) {
      if (broken || closed) {
        return;
      }
      unsentBytes += frame.size();
      unsent.add(frame.head());
      if (frame.bulk().hasRemaining()) {
        unsent.add(frame.bulk());
      }
    }
  }

  /** Sends what is in line, as far as the socket takes it now, the rest soon. */
  public void flush() {
    if (write()) {
      selector.wakeup();
    }
  }

  /** Sends and waits while much is unsent, so that a fast producer does not fill the memory. */
  public void awaitRoom() {
    synchronized (unsent) {
      if (unsentBytes <= ROOM) {
        return;
      }
    }
    flush();
    boolean interrupted = false;
    synchronized (unsent) {
      while (unsentBytes > ROOM && !closed) {
        try {
          unsent.wait();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Writes until nothing is left or the socket is full; true: something is left. */
  private boolean write() {
    synchronized (unsent) {
      try {
        return !broken && writeUnsent();
      } catch (IOException e) {
        // The other side is gone, but what it said before is still to be read.
        broken = true;
        unsent.clear();
        gathered.clear();
        unsentBytes = 0;
        unsent.notifyAll();
        return false;
      }
    }
  }

  private boolean writeUnsent() throws IOException {
    while (gather()) {
      unsentBytes -= socket.write(gathered.flip());
      boolean full = gathered.hasRemaining();
      gathered.compact();
      if (full) {
        return true;
      }
    }
    unsent.notifyAll();
    return false;
  }

  /** Moves what fits to where the system reads it without a copy of its own; whether any is. */
  private boolean gather() {
    while (gathered.hasRemaining() && !unsent.isEmpty()) {
      ByteBuffer next = unsent.element();
      int piece = Math.min(gathered.remaining(), next.remaining());
      gathered.put(next.slice(next.position(), piece));
      next.position(next.position() + piece);
      if (!next.hasRemaining()) {
        unsent.remove();
      }
    }
    return gathered.position() > 0;
  }

  private void serve() {
    String why;
    try {
      why = receive();
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      why = closed ? "this side closed it" : e.toString();
    }
    close();
    receiver.closed(why);
  }

  private String receive() throws IOException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    FrameParser parser = new FrameParser();
    while (true) {
      selector.select();
      selector.selectedKeys().clear();
      List<Body> bodies = new ArrayList<>();
      int read = socket.read(buffer.clear());
      parser.feed(buffer.flip(), bodies);
      if (!bodies.isEmpty()) {
        receiver.received(bodies);
      }
      if (read < 0) {
        return "the other side closed it";
      }
      key.interestOps(
          write() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }
  }

  /** Closes the socket; what is unsent is lost. */
  @Override
  public void close() {
    closed = true;
    try {
      socket.close();
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the channel could not be closed", e);
    } finally {
      synchronized (unsent) {
        unsent.notifyAll();
      }
    }
  }
}
