package dev.roundhouse.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.wire.ClientCommand;
import dev.roundhouse.wire.ControllerCommand.ClientDescription;
import dev.roundhouse.wire.EngineCommand;
import dev.roundhouse.wire.WireCode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is known to a controller, for how long, and with what codes. */
class ControllerCoreAdmissionTest {

  private final Scene scene = new Scene();
  private final RecordedOutlet outlet = scene.outlet;

  @BeforeEach
  void admitClient() {
    scene.client("c");
  }

  @Test
  void forgetsAClientThatIsSilentForALease() {
    scene.engine("a", 1, 1);
    scene.submit("c", 1, 2, 3);
    scene.pass(Duration.ofSeconds(5));
    scene.beat("a", 1, 1, 2);
    scene.pass(Duration.ofMillis(5_001));

    assertThat(outlet.goneClients).containsExactly("c");
    assertThat(outlet.toEngine("a", EngineCommand.CancelOrders.class)).isNotEmpty();
    assertThat(outlet.toEngine("a", EngineCommand.ForgetClient.class))
        .containsExactly(new EngineCommand.ForgetClient(7, "c:1"));
    assertThat(scene.core.state("host", 1, scene.now).waiting()).isZero();
  }

  @Test
  void aCodeThatTwoClientsUseIsSentForEachAndGoesWithEach() {
    scene.engine("a", 1, 4);
    scene.client("d");
    scene.submit("c", 1);
    scene.submit("d", 1);
    assertThat(sources("a")).containsExactly("c:1", "d:1");

    scene.core.goodbye("c", scene.now);
    scene.pass(Duration.ofMillis(1_500));
    scene.submit("d", 2);

    assertThat(outlet.toEngine("a", EngineCommand.ForgetClient.class))
        .containsExactly(new EngineCommand.ForgetClient(7, "c:1"));
    assertThat(sources("a")).as("with what was sent again").containsExactly("c:1", "d:1", "d:1");
  }

  /** Whose codes an engine was sent. */
  private List<String> sources(String engine) {
    return outlet.toEngine(engine, EngineCommand.Dispatch.class).stream()
        .flatMap(dispatch -> dispatch.codes().stream())
        .map(WireCode::source)
        .toList();
  }

  @Test
  void leavesTasksOfAnotherSessionWhereTheyAre() {
    scene.engine("a", 1, 1);
    scene.submit("c", 1, 2, 3, 4);
    scene.engine("b", 2, 1);
    int before = outlet.orders("b").size();
    scene.keeps("b", "another session", 1, 2, 3, 4);

    assertThat(outlet.orders("b")).hasSize(before);
  }

  @Test
  void keepsTheCodesOfASessionThatConnectedAgain() {
    scene.engine("a", 1, 1);
    scene.submit("c", 1);
    scene.core.hello(new ClientDescription("1", "again", "host", "machine", 1, "c:1"), scene.now);
    scene.core.goodbye("c", scene.now);
    assertThat(outlet.toEngine("a", EngineCommand.ForgetClient.class)).isEmpty();

    scene.core.goodbye("again", scene.now);
    assertThat(outlet.toEngine("a", EngineCommand.ForgetClient.class)).hasSize(1);
  }

  @Test
  void refusesToEndAProtectedClusterUnlessForced() {
    Scene guarded = new Scene(Scene.settings(true));
    guarded.engine("a", 1, 1);
    guarded.client("c");

    assertThat(guarded.core.beginShutdown(false, "me").orElseThrow()).contains("protected");
    assertThat(guarded.outlet.toEngine("a", EngineCommand.Stop.class)).isEmpty();

    assertThat(guarded.core.beginShutdown(true, "me")).isEmpty();
    assertThat(guarded.outlet.toEngine("a", EngineCommand.Stop.class)).hasSize(1);
    assertThat(guarded.outlet.toClient("c", ClientCommand.Closing.class)).hasSize(1);
    assertThat(guarded.core.stillThere()).containsExactly("e1 on host (pid 1)");
    guarded.core.engineStopped("a", "told to", guarded.now);
    assertThat(guarded.core.stillThere()).isEmpty();
  }

  @Test
  void refusesOtherVersions() {
    scene.core.register(Scene.description("2", "a", 1, 1), scene.now);
    scene.core.hello(new ClientDescription("2", "d", "host", "machine", 1, "d:1"), scene.now);

    assertThat(outlet.toEngine("a", EngineCommand.EngineRefused.class))
        .singleElement()
        .satisfies(
            refused -> {
              assertThat(refused.code()).isEqualTo("version");
              assertThat(refused.message()).contains("version 2, expected 1");
            });
    assertThat(outlet.toClient("d", ClientCommand.ClientRefused.class)).hasSize(1);
    assertThat(scene.core.stillThere()).isEmpty();
  }

  @Test
  void endsTheOldLifeOfAProcessThatRegistersAsANewEngine() {
    scene.engine("a", 1, 1);
    scene.engine("a2", 1, 1);

    assertThat(outlet.goneEngines).containsExactly("a");
    assertThat(scene.core.stillThere()).containsExactly("e1 on host (pid 1)");
  }
}
