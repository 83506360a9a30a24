package dev.roundhouse.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class FrameChannelTest {

  private static final int MIB = 1 << 20;

  @TempDir Path folder;
  private final Side left = new Side();
  private final Side right = new Side();

  /** One end with what it received. */
  private static final class Side implements FrameChannel.Receiver {
    final BlockingQueue<ChildMessage> messages = new LinkedBlockingQueue<>();
    final CompletableFuture<String> closed = new CompletableFuture<>();
    FrameChannel channel;

    @Override
    public void received(List<Body> bodies) {
      bodies.forEach(body -> messages.add(MessageCodec.decode(body)));
    }

    @Override
    public void closed(String why) {
      closed.complete(why);
    }

    void open(SocketChannel socket) throws IOException {
      channel = new FrameChannel(socket, "test-channel", this);
      channel.start();
    }

    ChildMessage next() throws InterruptedException {
      ChildMessage message = messages.poll(60, TimeUnit.SECONDS);
      assertThat(message).as("a message within a minute").isNotNull();
      return message;
    }
  }

  @BeforeEach
  void connect() throws IOException {
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(folder.resolve("s"));
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(address);
      left.open(SocketChannel.open(address));
      right.open(server.accept());
    }
  }

  @AfterEach
  void close() {
    left.channel.close();
    right.channel.close();
  }

  @Test
  void bringsMessagesOverInOrder() throws Exception {
    for (int i = 0; i < 10_000; i++) {
      left.channel.send(new ChildMessage.Recall(i));
    }
    for (int i = 0; i < 10_000; i++) {
      assertThat(right.next()).isEqualTo(new ChildMessage.Recall(i));
    }
  }

  @Test
  void staysOpenWhenASendingThreadIsInterrupted() throws Exception {
    Thread.currentThread().interrupt();
    left.channel.send(new ChildMessage.Recall(1));
    left.channel.awaitRoom();
    assertThat(Thread.interrupted()).isTrue();
    right.channel.send(new ChildMessage.Returned(1));
    assertThat(right.next()).isEqualTo(new ChildMessage.Recall(1));
    assertThat(left.next()).isEqualTo(new ChildMessage.Returned(1));
  }

  @Test
  void doesNotLockUpWhenBothSidesSendMoreThanTheirBuffersHold() throws Exception {
    byte[] large = new byte[16 * MIB];
    for (int i = 0; i < 4; i++) {
      left.channel.send(new ChildMessage.Compute(i, 1, "code", large));
      right.channel.send(new ChildMessage.Shown(i, 1, "name", large));
    }
    for (int i = 0; i < 4; i++) {
      assertThat(((ChildMessage.Compute) right.next()).argument()).hasSize(large.length);
      assertThat(((ChildMessage.Shown) left.next()).value()).hasSize(large.length);
    }
  }

  @Test
  void makesAProducerWaitWhileMuchIsUnsent() throws Exception {
    for (int i = 0; i < 20; i++) {
      left.channel.post(new ChildMessage.Compute(i, 1, "code", new byte[4 * MIB]));
      left.channel.awaitRoom();
    }
    left.channel.flush();
    for (int i = 0; i < 20; i++) {
      assertThat(((ChildMessage.Compute) right.next()).task()).isEqualTo(i);
    }
  }

  @Test
  void tellsBothSidesThatItClosed() throws Exception {
    left.channel.close();
    assertThat(left.closed.get(60, TimeUnit.SECONDS)).isEqualTo("this side closed it");
    assertThat(right.closed.get(60, TimeUnit.SECONDS)).isEqualTo("the other side closed it");
  }

  @Test
  void readsWhatTheOtherSideSaidBeforeItClosed() throws Exception {
    left.channel.send(new ChildMessage.Recall(1));
    left.channel.close();
    left.closed.get(60, TimeUnit.SECONDS);
    right.channel.send(new ChildMessage.Returned(1));
    assertThat(right.next()).isEqualTo(new ChildMessage.Recall(1));
    right.closed.get(60, TimeUnit.SECONDS);
    right.channel.send(new ChildMessage.Returned(2));
  }
}
