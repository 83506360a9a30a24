package dev.roundhouse.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roundhouse.cluster.ClusterSystems;
import dev.roundhouse.wire.ControllerCommand.ClientDescription;
import dev.roundhouse.wire.ControllerCommand.EngineDescription;
import dev.roundhouse.wire.ControllerCommand.Hello;
import dev.roundhouse.wire.ControllerCommand.OtherVersion;
import dev.roundhouse.wire.ControllerCommand.Register;
import java.io.NotSerializableException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.SpawnProtocol;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
class WireSerializerTest {

  private static final BlockingQueue<Object> RECEIVED = new LinkedBlockingQueue<>();
  private static final int MUTANTS = 60;
  private static ActorSystem<SpawnProtocol.Command> system;
  private static ActorRef<Object> receiver;
  private static WireSerializer serializer;

  @BeforeAll
  static void startSystem() {
    system = ActorSystem.create(SpawnProtocol.create(), "wire", ClusterSystems.local());
    receiver =
        ClusterSystems.spawn(
            system,
            Behaviors.receiveMessage(
                message -> {
                  RECEIVED.add(message);
                  return Behaviors.same();
                }),
            "receiver");
    serializer = new WireSerializer((ExtendedActorSystem) Adapter.toClassic(system));
  }

  @AfterAll
  static void endSystem() {
    ClusterSystems.terminate(system, Duration.ofSeconds(30));
  }

  static Stream<Class<?>> messages() {
    return WireMessages.all().stream();
  }

  static LongStream seeds() {
    return LongStream.of(System.nanoTime());
  }

  @Test
  void knowsTheMessagesOfAllProtocols() {
    assertThat(WireMessages.all())
        .contains(Register.class, EngineCommand.Stop.class, ClientCommand.Info.class)
        .doesNotContain(OtherVersion.class)
        .hasSizeGreaterThan(30);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void bringsEveryMessageBackWithTheSameContent(Class<?> type) throws NotSerializableException {
    Random random = new Random(type.getName().hashCode());
    for (int items : new int[] {0, 1, 3}) {
      for (int i = 0; i < 8; i++) {
        Object message = new MessageValues(random, items, receiver).message(type);
        byte[] bytes = serializer.toBinary(message);
        Object back = serializer.fromBinary(bytes, serializer.manifest(message));
        assertThat(MessageValues.content(back)).isEqualTo(MessageValues.content(message));
        assertThat(throughADirectBuffer(message)).isEqualTo(MessageValues.content(message));
      }
    }
  }

  /** As remoting does it. */
  private static Object throughADirectBuffer(Object message) throws NotSerializableException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(256 * 1024);
    serializer.toBinary(message, buffer);
    buffer.flip();
    Object back = serializer.fromBinary(buffer, serializer.manifest(message));
    assertThat(buffer.remaining()).as("bytes left of %s", message).isZero();
    return MessageValues.content(back);
  }

  @Test
  void sharesTemplatesAndEngineNamesOfABatch() throws NotSerializableException {
    TaskTemplate template = new TaskTemplate("code", "session", "label", 3, 0, 0, 0);
    var argument = new dev.roundhouse.work.Payload.Encoded(new byte[] {1});
    List<TaskSpec> tasks =
        List.of(new TaskSpec(1, template, argument), new TaskSpec(2, template, argument));
    Object message = new ControllerCommand.Submit("client", 1, List.of(), tasks);

    Object back = serializer.fromBinary(serializer.toBinary(message), "s");

    List<TaskSpec> read = ((ControllerCommand.Submit) back).tasks();
    assertThat(read.get(0).template()).isSameAs(read.get(1).template()).isEqualTo(template);
  }

  @Test
  void turnsTheGreetingOfAnotherClientVersionIntoAnAnswerableOne() throws Exception {
    Hello hello =
        new Hello(
            new ClientDescription("0.0.1", "client", "host", "machine", 1, "host:1"),
            receiver.narrow());

    OtherVersion other = (OtherVersion) readWithForeignTail(hello);
    other.refuse().accept("too old");

    assertThat(other.version()).isEqualTo("0.0.1");
    assertThat(nextReceived()).isEqualTo(new ClientCommand.ClientRefused("version", "too old"));
  }

  @Test
  void turnsTheGreetingOfAnotherEngineVersionIntoAnAnswerableOne() throws Exception {
    Register register =
        new Register(
            new EngineDescription(
                "99", "life", "host", "machine", 1, "os", 2, List.of(), "h:1", 0, Optional.empty()),
            receiver.narrow());

    OtherVersion other = (OtherVersion) readWithForeignTail(register);
    other.refuse().accept("too new");

    assertThat(other.version()).isEqualTo("99");
    assertThat(nextReceived()).isEqualTo(new EngineCommand.EngineRefused("version", "too new"));
  }

  /** Another version's description may look like anything. */
  private static Object readWithForeignTail(Object message) throws NotSerializableException {
    byte[] bytes = serializer.toBinary(message);
    Arrays.fill(bytes, bytes.length - 20, bytes.length, (byte) 0x5a);
    return serializer.fromBinary(bytes, serializer.manifest(message));
  }

  private static Object nextReceived() throws InterruptedException {
    return RECEIVED.poll(20, TimeUnit.SECONDS);
  }

  @Test
  void refusesAnUnknownManifest() {
    assertThatThrownBy(() -> serializer.fromBinary(new byte[8], "nothing"))
        .isInstanceOf(NotSerializableException.class)
        .hasMessageContaining("nothing");
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void onlyEverThrowsExceptionsAtBrokenBytes(long seed) {
    Random random = new Random(seed);
    for (Class<?> type : WireMessages.all()) {
      Object message = new MessageValues(random, 2, receiver).message(type);
      byte[] bytes = serializer.toBinary(message);
      for (int i = 0; i < MUTANTS; i++) {
        read(mutant(bytes, random), serializer.manifest(message));
      }
    }
  }

  private static void read(byte[] bytes, String manifest) {
    try {
      assertThat(serializer.fromBinary(bytes, manifest)).isNotNull();
    } catch (NotSerializableException | RuntimeException e) {
      assertThat(e).as("an exception, never an error").isInstanceOf(Exception.class);
    }
  }

  private static byte[] mutant(byte[] bytes, Random random) {
    byte[] mutant = Arrays.copyOf(bytes, bytes.length);
    int choice = random.nextInt(3);
    if (choice == 0 || bytes.length == 0) {
      return Arrays.copyOf(bytes, random.nextInt(bytes.length + 40));
    }
    for (int i = choice == 1 ? 1 : 12; i > 0; i--) {
      int at = random.nextInt(mutant.length);
      mutant[at] = random.nextBoolean() ? (byte) 0xff : (byte) random.nextInt();
    }
    return mutant;
  }
}
