package dev.roundhouse.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.wire.ClientCommand;
import dev.roundhouse.wire.ClientCommand.EnginesStopped;
import dev.roundhouse.wire.ControllerCommand.StopEngines;
import dev.roundhouse.wire.EngineCommand;
import dev.roundhouse.wire.TaskOrder;
import dev.roundhouse.wire.TaskUpdate;
import dev.roundhouse.wire.TaskUpdate.Ending;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Engines that a client wants to end. */
class EngineStopsTest {

  private static final long DEADLINE = 30_000;

  private final Scene scene = new Scene();
  private final RecordedOutlet outlet = scene.outlet;

  @BeforeEach
  void openCluster() {
    scene.client("c");
    scene.engine("a", 1, 1);
    scene.engine("b", 2, 1);
  }

  @Test
  void tellsTheEngineAndAnswersWhenItHasEnded() {
    stop(1, "e1");

    assertThat(drains("a"))
        .containsExactly(
            new EngineCommand.Drain("it was told to end by host pid 1", false, DEADLINE));
    assertThat(drains("b")).isEmpty();
    assertThat(answers()).isEmpty();

    scene.core.engineStopped("a", "it was told to end", scene.now);

    assertThat(answers())
        .containsExactly(new EnginesStopped(1, List.of("e1"), List.of(), List.of(), List.of()));
  }

  @Test
  void aStoppedEngineFinishesWhatItComputesAndGetsNothingNew() {
    scene.submit("c", 1);
    TaskOrder running = outlet.lastOrder("a");
    scene.started("a", running);

    stop(1, "e1");
    scene.submit("c", 2, 3);
    scene.ended("a", running, Ending.SUCCEEDED);

    assertThat(outlet.orders("a")).containsExactly(running);
    assertThat(outlet.orders("b")).hasSize(2);
    assertThat(outlet.ends("c")).singleElement().extracting(TaskUpdate::task).isEqualTo(1L);
    assertThat(statusOf("e1")).isEqualTo("draining");
  }

  @Test
  void clientsHearAtOnceThatThereIsOneEngineLess() {
    stop(1, "e1");

    List<ClientCommand.ClientBeatAck> beats =
        outlet.toClient("c", ClientCommand.ClientBeatAck.class);
    assertThat(beats.get(beats.size() - 1).engines()).isEqualTo(1);
  }

  @Test
  void stopsNoneWhereOneIsUnknown() {
    stop(1, "e1", "e9");

    assertThat(answers())
        .containsExactly(new EnginesStopped(1, List.of(), List.of(), List.of("e9"), List.of()));
    assertThat(drains("a")).isEmpty();
    assertThat(statusOf("e1")).isEqualTo("ready");
  }

  @Test
  void saysOfOneThatEndedBeforeThatItIsGone() {
    scene.exited(1);

    stop(1, "e1");

    assertThat(answers())
        .containsExactly(new EnginesStopped(1, List.of(), List.of("e1"), List.of(), List.of()));
  }

  @Test
  void saysItAgainWithTheTimeThatIsLeftUntilItIsHeard() {
    stop(1, "e1");
    scene.pass(Duration.ofMillis(900));
    scene.pass(Duration.ofMillis(200));

    assertThat(drains("a"))
        .extracting(EngineCommand.Drain::deadlineMillis)
        .containsExactly(DEADLINE, DEADLINE - 1_100);
  }

  @Test
  void namesStragglersALittleAfterTheDeadline() {
    stop(1, "e1", "e2");
    scene.core.engineStopped("b", "it was told to end", scene.now);
    keepAlive("a", Duration.ofMillis(DEADLINE));
    assertThat(answers()).isEmpty();

    keepAlive("a", Duration.ofSeconds(3));

    assertThat(answers())
        .containsExactly(new EnginesStopped(1, List.of("e2"), List.of(), List.of(), List.of("e1")));
  }

  @Test
  void aRequestThatComesTwiceIsAnsweredOnce() {
    stop(1, "e1");
    stop(1, "e1");

    scene.core.engineStopped("a", "it was told to end", scene.now);

    assertThat(answers()).hasSize(1);
  }

  @Test
  void aProcessThatWasCutOffHearsItInItsNextLife() {
    scene.core.reachability("host:1", false, scene.now);
    stop(1, "e1");

    scene.engine("a2", 1, 1);
    scene.pass(Duration.ofMillis(100));

    assertThat(drains("a2")).hasSize(1);
    assertThat(statusOf("e1")).isEqualTo("draining");
    assertThat(answers()).isEmpty();
  }

  @Test
  void oneThatLeftAndIsTakenOutOfTheClusterHasEnded() {
    stop(1, "e1");
    scene.core.engineDraining("a");

    scene.core.memberGone("host:1", scene.now);

    assertThat(answers()).hasSize(1);
  }

  @Test
  void whoLeavesIsNotAnsweredAndItsEnginesEndAllTheSame() {
    stop(1, "e1");

    scene.core.goodbye("c", scene.now);
    scene.core.engineStopped("a", "it was told to end", scene.now);

    assertThat(answers()).isEmpty();
    assertThat(scene.core.stillThere()).singleElement().asString().startsWith("e2 ");
  }

  private void stop(long request, String... ids) {
    scene.core.stopEngines(
        new StopEngines("c", request, List.of(ids), false, DEADLINE, "host pid 1"), scene.now);
    scene.settle();
  }

  /** Time passes in which engine and client say that they live. */
  private void keepAlive(String life, Duration time) {
    for (long second = 0; second < time.toSeconds(); second++) {
      scene.beat(life, 0);
      scene.client("c");
      scene.pass(Duration.ofSeconds(1));
    }
  }

  private String statusOf(String id) {
    return scene.core.state("host", 1, scene.now).engines().stream()
        .filter(engine -> engine.id().equals(id))
        .findFirst()
        .orElseThrow()
        .status();
  }

  private List<EngineCommand.Drain> drains(String life) {
    return outlet.toEngine(life, EngineCommand.Drain.class);
  }

  private List<EnginesStopped> answers() {
    return outlet.toClient("c", EnginesStopped.class);
  }
}
