package dev.roundhouse.scheme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.function.TaskCallable;
import dev.roundhouse.value.ValueCodec;
import dev.roundhouse.work.Codes;
import dev.roundhouse.work.Outcome;
import dev.roundhouse.work.Payload;
import dev.roundhouse.work.TaskError;
import dev.roundhouse.work.Work;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A controller, an engine and a client keep the contract of every scheme. */
class ClusterSchemeTest extends SchemeContract {

  private static final int FRAME = 256 * 1024;

  private static final ClassLoader OWN = ClusterSchemeTest.class.getClassLoader();

  private static final int SLOTS = 8;

  @TempDir static Path home;

  private static TestCluster cluster;

  @BeforeAll
  static void startCluster() throws Exception {
    cluster =
        new TestCluster(
            home, "plain", SLOTS, Map.of("roundhouse.cancel-grace", GRACE.toMillis() + "ms"));
  }

  @AfterAll
  static void closeCluster() throws Exception {
    cluster.close();
  }

  /** One cluster serves all tests; how much of it a link takes is the link's size. */
  @Override
  protected Scheme create(int size, Scheme.Listener listener) throws Exception {
    Scheme scheme = cluster.link(listener);
    scheme.tell(new Scheme.Command.Resize(size));
    return scheme;
  }

  @Override
  protected Work work(Behaviour behaviour) {
    return PortableBehaviour.work(behaviour);
  }

  @Override
  protected Object value(Payload payload) {
    return PortableBehaviour.value(payload);
  }

  @ParameterizedTest
  @ValueSource(ints = {FRAME - 1, FRAME + 1, 64 << 20})
  void carriesValuesBeyondTheFrameBothWays(int size) throws Exception {
    byte[] bytes = new byte[size];
    bytes[size - 1] = 7;
    TaskCallable<byte[]> echo = () -> bytes;
    Work work =
        new Work.Portable(
            Codes.ofFunction(echo, List.of()), new Payload.Encoded(ValueCodec.encode(List.of())));
    Scheme scheme = open(1);
    scheme.tell(
        new Scheme.Command.Submit(List.of(new SchemeTask(1, "echo", work, TaskOptions.DEFAULTS))));
    Outcome outcome = log.awaitEnd(1).outcome();
    assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
    byte[] result = ((Payload.Encoded) ((Outcome.Succeeded) outcome).result()).bytes();
    assertThat(Arrays.equals((byte[]) ValueCodec.decode(result, OWN), bytes)).isTrue();
  }

  @Test
  void refusesALiveCall() throws Exception {
    Scheme scheme = open(1);
    scheme.tell(
        new Scheme.Command.Submit(
            List.of(new SchemeTask(1, "live", new Work.Live(context -> 1), TaskOptions.DEFAULTS))));
    assertThat(error(1).kind()).isEqualTo(TaskError.Kind.REFUSED);
  }
}
