package dev.roundhouse.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecordCodecTest {
  sealed interface Message {
    record Hello(String name, int version, Optional<Level> level) implements Message {}

    record Batch(long sequence, List<Item> items, Map<String, byte[]> codes) implements Message {}

    record Bye(Object address) implements Message {}
  }

  record Item(long id, boolean last) {}

  enum Level {
    LOW,
    HIGH
  }

  /** Stands for an actor's reference. */
  static final class Address {
    final String path;

    Address(String path) {
      this.path = path;
    }
  }

  static final class Addresses implements ForeignCodec {
    @Override
    public Optional<String> encode(Object value) {
      return value instanceof Address address ? Optional.of(address.path) : Optional.empty();
    }

    @Override
    public Object decode(String text) {
      return new Address(text);
    }
  }

  private final RecordCodec codec =
      new RecordCodec(RecordCodec.reachableFrom(Message.class), new Addresses());

  @Test
  void messagesComeBackEqual() {
    Message hello = new Message.Hello("engine", 3, Optional.of(Level.HIGH));
    assertThat(codec.decode(codec.encode(hello))).isEqualTo(hello);
    Message.Batch batch =
        new Message.Batch(
            7, List.of(new Item(1, false), new Item(2, true)), Map.of("f", new byte[] {1, 2}));
    Message.Batch back = (Message.Batch) codec.decode(ByteBuffer.wrap(codec.encode(batch)));
    assertThat(back.items()).isEqualTo(batch.items());
    assertThat(back.codes().get("f")).containsExactly(1, 2);
  }

  @Test
  void directBuffersAreConsumed() {
    byte[] bytes = codec.encode(new Message.Hello("x", 1, Optional.empty()));
    ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    assertThat(codec.decode(direct)).isInstanceOf(Message.Hello.class);
    assertThat(direct.remaining()).isZero();
  }

  @Test
  void collectsWhatIsReachable() {
    assertThat(RecordCodec.reachableFrom(Message.class))
        .containsExactlyInAnyOrder(
            Message.Hello.class, Message.Batch.class, Message.Bye.class, Item.class, Level.class);
  }

  @Test
  void foreignObjectsGoThroughTheHook() {
    Message.Bye back =
        (Message.Bye) codec.decode(codec.encode(new Message.Bye(new Address("a/b"))));
    assertThat(((Address) back.address()).path).isEqualTo("a/b");
  }

  @Test
  void classesThatAreNotAllowedAreNeitherWrittenNorRead() {
    assertThatThrownBy(() -> codec.encode(new Message.Bye(new Thread())))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("java.lang.Thread at $.address cannot be serialised");
    assertThatThrownBy(() -> codec.encode(new Message.Bye(List.of(1, Thread.State.NEW))))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("$.address[1]");
    byte[] other = new RecordCodec(Set.of(Item.class), ForeignCodec.NONE).encode(new Item(1, true));
    RecordCodec narrow = new RecordCodec(Set.of(Level.class), ForeignCodec.NONE);
    assertThatThrownBy(() -> narrow.decode(other))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("another version");
    assertThatThrownBy(() -> codec.decode(ValueCodec.encode(new java.util.BitSet())))
        .isInstanceOf(ValueException.class);
  }

  @Test
  void aMessageThatHoldsItselfIsRefused() {
    List<Object> loop = new java.util.ArrayList<>();
    loop.add(loop);
    assertThatThrownBy(() -> codec.encode(new Message.Bye(loop)))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("holds itself");
  }
}
