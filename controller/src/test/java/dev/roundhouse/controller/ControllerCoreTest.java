package dev.roundhouse.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.scheme.Attempt;
import dev.roundhouse.wire.ClientCommand;
import dev.roundhouse.wire.ControllerCommand.ClientBeat;
import dev.roundhouse.wire.EngineCommand;
import dev.roundhouse.wire.TaskOrder;
import dev.roundhouse.wire.TaskTemplate;
import dev.roundhouse.wire.TaskUpdate;
import dev.roundhouse.wire.TaskUpdate.Ending;
import dev.roundhouse.work.TaskError;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ControllerCoreTest {

  private final Scene scene = new Scene();
  private final RecordedOutlet outlet = scene.outlet;

  @BeforeEach
  void admitClient() {
    scene.client("c");
  }

  @Test
  void givesAnEngineItsSlotsAndOneMoreUntilItKnowsHowLongTasksTake() {
    scene.engine("a", 1, 2);
    scene.submit("c", 1, 2, 3, 4, 5);

    assertThat(outlet.orders("a")).hasSize(3);
    scene.ended("a", outlet.orders("a").get(0), Ending.SUCCEEDED);
    assertThat(outlet.orders("a")).as("long tasks: no more than slots").hasSize(3);
    scene.ended("a", outlet.orders("a").get(1), Ending.SUCCEEDED);
    assertThat(outlet.orders("a")).hasSize(4);
  }

  @Test
  void spreadsTasksByWhatEnginesHaveInFlight() {
    scene.engine("a", 1, 1);
    scene.engine("b", 2, 1);
    scene.submit("c", 1, 2);

    assertThat(outlet.orders("a")).hasSize(1);
    assertThat(outlet.orders("b")).hasSize(1);
  }

  @Test
  void sendsACodeOnceToEachEngine() {
    scene.engine("a", 1, 4);
    scene.submit("c", 1);
    scene.submit("c", 2);

    List<EngineCommand.Dispatch> sent = outlet.toEngine("a", EngineCommand.Dispatch.class);
    assertThat(sent).extracting(dispatch -> dispatch.codes().size()).containsExactly(1, 0);
  }

  @Test
  void startsHigherPrioritiesFirstAndClientsInTurn() {
    scene.client("d");
    scene.submit("c", 1, 2);
    scene.submit("c", new TaskTemplate("code", "session", "urgent", 3, 0, 0, 9), 3);
    scene.submit("d", 1);
    scene.engine("a", 1, 1);

    assertThat(outlet.orders("a")).hasSize(2);
    assertThat(outlet.orders("a")).extracting(order -> order.template().label()).contains("urgent");
    assertThat(outlet.orders("a")).extracting(TaskOrder::key).contains(4L);
  }

  @Test
  void tellsTheClientHowItsTaskGoes() {
    scene.engine("a", 1, 1);
    scene.submit("c", 5);
    TaskOrder order = outlet.lastOrder("a");
    scene.started("a", order);
    scene.say("a", new TaskUpdate.Progress(order.key(), order.attempt(), 0.5));
    scene.ended("a", order, Ending.SUCCEEDED);

    List<TaskUpdate> told =
        outlet.toClient("c", ClientCommand.TaskUpdates.class).stream()
            .flatMap(message -> message.updates().stream())
            .toList();
    assertThat(told).hasSize(3).allMatch(update -> update.task() == 5 && update.attempt() == 1);
    assertThat(outlet.lastEnd("c").engine()).isEqualTo(new TaskUpdate.EngineName("e1", "host", 1));
  }

  @Test
  void triesAgainWhatRanAtALostEngineAndCountsOnlyThat() {
    scene.engine("a", 1, 1);
    scene.submit("c", 1, 2);
    scene.started("a", outlet.orders("a").get(0));
    scene.exited(1);
    scene.engine("b", 2, 2);
    outlet.orders("b").forEach(order -> scene.ended("b", order, Ending.SUCCEEDED));
    outlet.orders("b").forEach(order -> scene.ended("b", order, Ending.SUCCEEDED));

    assertThat(outlet.ends("c")).hasSize(2);
    assertThat(outlet.ends("c"))
        .filteredOn(end -> end.task() == 1)
        .singleElement()
        .satisfies(
            end -> {
              assertThat(end.attempt()).isEqualTo(2);
              Attempt lost = end.earlier().get(0);
              assertThat(lost.status()).isEqualTo(Attempt.Status.LOST);
              assertThat(lost.error().orElseThrow().message())
                  .contains("e1", "pid 1", "signal 9 (KILL)");
            });
    assertThat(outlet.ends("c"))
        .filteredOn(end -> end.task() == 2)
        .singleElement()
        .satisfies(end -> assertThat(end.earlier()).isEmpty());
    assertThat(outlet.downed).containsExactly("host:1");
    assertThat(outlet.goneEngines).containsExactly("a");
  }

  @Test
  void discardsWhatComesUnderAnOrderThatWasGivenUp() {
    scene.engine("a", 1, 1);
    scene.submit("c", 1);
    TaskOrder old = outlet.lastOrder("a");
    scene.started("a", old);
    scene.core.reachability("host:1", false, scene.now);
    scene.engine("b", 2, 1);
    scene.core.reachability("host:1", true, scene.now);

    scene.ended("a", old, Ending.SUCCEEDED);

    assertThat(outlet.ends("c")).isEmpty();
    assertThat(outlet.toEngine("a", EngineCommand.Release.class)).hasSize(1);
    assertThat(outlet.lastOrder("b").attempt()).isGreaterThan(old.attempt());
    scene.ended("b", outlet.lastOrder("b"), Ending.SUCCEEDED);
    assertThat(outlet.ends("c")).hasSize(1);
  }

  @Test
  void namesHowEachAttemptEndedWhereNoneIsLeft() {
    scene.submit("c", 1);
    for (int pid = 1; pid <= 3; pid++) {
      scene.engine("life" + pid, pid, 1);
      scene.started("life" + pid, outlet.lastOrder("life" + pid));
      scene.exited(pid);
    }

    TaskUpdate.Ended end = outlet.lastEnd("c");
    assertThat(end.ending()).isEqualTo(Ending.FAILED);
    assertThat(end.earlier()).hasSize(3);
    TaskError error = Scene.errorOf(end);
    assertThat(error.type()).isEqualTo("attempts-exhausted");
    assertThat(error.message()).contains("3 times", "(pid 1)", "(pid 2)", "(pid 3)");
  }

  @Test
  void tellsTheStartOfAnOrderOnce() {
    scene.engine("a", 1, 1);
    scene.submit("c", 1);
    scene.started("a", outlet.lastOrder("a"));
    scene.started("a", outlet.lastOrder("a"));

    assertThat(outlet.toClient("c", ClientCommand.TaskUpdates.class))
        .flatExtracting(ClientCommand.TaskUpdates::updates)
        .hasOnlyElementsOfType(TaskUpdate.Started.class)
        .hasSize(1);
  }

  @Test
  void triesTheSuspectsOfADeathOneAtATime() {
    scene.engine("a", 1, 2);
    scene.submit("c", 1, 2);
    outlet.orders("a").forEach(order -> scene.started("a", order));
    scene.exited(1);
    scene.engine("b", 2, 8);

    assertThat(outlet.orders("b")).as("one alone").hasSize(1);
    scene.ended("b", outlet.lastOrder("b"), Ending.SUCCEEDED);
    assertThat(outlet.orders("b")).as("then the other").hasSize(2);
  }

  @Test
  void feedsAnUnreachableEngineAgainOnceItIsBack() {
    scene.engine("a", 1, 1);
    scene.pass(Duration.ofSeconds(9));
    scene.core.clientBeat(new ClientBeat("c", 7, scene.now, 0), scene.now);
    scene.pass(Duration.ofSeconds(2));
    scene.submit("c", 1);
    assertThat(outlet.orders("a")).as("silent for a lease").isEmpty();

    scene.beat("a", 0);

    assertThat(outlet.orders("a")).hasSize(1);
  }

  @Test
  void keepsADrainingEngineDrainingThoughItWasUnreachable() {
    scene.engine("a", 1, 1);
    scene.core.engineDraining("a");
    scene.core.reachability("host:1", false, scene.now);
    scene.core.reachability("host:1", true, scene.now);

    scene.submit("c", 1);

    assertThat(outlet.orders("a")).isEmpty();
  }

  @Test
  void placesAgainWhatAnEngineDoesNotKnowAnyMore() {
    scene.engine("a", 1, 1);
    scene.submit("c", 1);
    scene.beat("a", 1);
    scene.beat("a", 1);

    assertThat(outlet.orders("a")).hasSize(2);
  }

  @Test
  void cancelsWhatAnEngineHoldsButShouldNot() {
    scene.engine("a", 1, 1);
    scene.beat("a", 0, 99);

    assertThat(outlet.toEngine("a", EngineCommand.CancelOrders.class))
        .singleElement()
        .satisfies(cancel -> assertThat(cancel.keys()).containsExactly(99));
  }

  @Test
  void takesUnstartedTasksBackForAnIdleEngine() {
    scene.engine("a", 1, 1);
    scene.submit("c", 1, 2);
    scene.started("a", outlet.orders("a").get(0));
    scene.engine("b", 2, 1);
    scene.pass(Duration.ofMillis(100));
    TaskOrder waiting = outlet.orders("a").get(1);
    assertThat(outlet.toEngine("a", EngineCommand.TakeBack.class))
        .singleElement()
        .satisfies(back -> assertThat(back.keys()).containsExactly(waiting.key()));

    scene.say("a", new TaskUpdate.TakenBack(waiting.key(), waiting.attempt()));

    assertThat(outlet.lastOrder("b").key()).isEqualTo(waiting.key());
  }

  @Test
  void endsATaskThatWaitsLongerThanItsQueueTimeout() {
    scene.submit("c", new TaskTemplate("code", "session", "task", 3, 500, 0, 0), 1);
    scene.pass(Duration.ofMillis(499));
    assertThat(outlet.ends("c")).isEmpty();
    scene.pass(Duration.ofMillis(1));

    assertThat(Scene.errorOf(outlet.lastEnd("c")).type()).isEqualTo("queue-timeout");
  }

  @Test
  void endsATaskThatCameBackUnstartedAfterItsQueueTimeout() {
    scene.engine("a", 1, 1);
    scene.submit("c", new TaskTemplate("code", "session", "task", 3, 500, 0, 0), 1);
    scene.pass(Duration.ofMillis(600));
    assertThat(outlet.ends("c")).as("it is at an engine").isEmpty();
    scene.core.engineDraining("a");
    TaskOrder order = outlet.lastOrder("a");
    scene.say("a", new TaskUpdate.TakenBack(order.key(), order.attempt()));
    scene.pass(Duration.ofMillis(100));

    assertThat(Scene.errorOf(outlet.lastEnd("c")).type()).isEqualTo("queue-timeout");
  }

  @Test
  void cancelsAQueuedTaskAtOnce() {
    scene.submit("c", 1);
    scene.cancel("c", 1);

    assertThat(outlet.lastEnd("c").ending()).isEqualTo(Ending.CANCELLED);
    assertThat(Scene.reasonOf(outlet.lastEnd("c"))).isEqualTo("not wanted");
  }

  @Test
  void letsTheEngineCancelWhatItHas() {
    scene.engine("a", 1, 1);
    scene.submit("c", 1);
    TaskOrder order = outlet.lastOrder("a");
    scene.cancel("c", 1);
    assertThat(outlet.ends("c")).isEmpty();
    assertThat(outlet.toEngine("a", EngineCommand.CancelOrders.class))
        .singleElement()
        .satisfies(cancel -> assertThat(cancel.keys()).containsExactly(order.key()));

    scene.ended("a", order, Ending.CANCELLED);

    assertThat(outlet.lastEnd("c").ending()).isEqualTo(Ending.CANCELLED);
  }

  @Test
  void ordersATaskFromTheEngineThatHasItsResultAlready() {
    scene.engine("a", 1, 1);
    scene.engine("b", 2, 1);
    scene.submit("c", 1, 2, 3, 4, 5, 6, 7, 8);
    scene.keeps("b", "session", 8, 11);
    scene.submit("c", 9, 10, 11);

    assertThat(outlet.orders("b")).extracting(TaskOrder::number).contains(8L, 11L);
    assertThat(outlet.orders("a")).extracting(TaskOrder::number).doesNotContain(8L, 11L);
    TaskOrder known =
        outlet.orders("b").stream().filter(order -> order.number() == 8).findFirst().orElseThrow();
    scene.ended("b", known, Ending.SUCCEEDED);
    assertThat(outlet.ends("c")).extracting(TaskUpdate.Ended::task).containsExactly(8L);
  }

  @Test
  void appliesAnUpdateOnceThoughItComesTwice() {
    scene.engine("a", 1, 1);
    scene.submit("c", 1);
    TaskUpdate.Ended end = scene.end(outlet.lastOrder("a"), Ending.SUCCEEDED);
    var message = new dev.roundhouse.wire.ControllerCommand.EngineUpdates("a", 1, List.of(end));
    scene.core.engineUpdates(message, scene.now);
    scene.core.engineUpdates(message, scene.now);
    scene.settle();

    assertThat(outlet.ends("c")).hasSize(1);
    assertThat(outlet.toEngine("a", EngineCommand.EngineUpdatesAck.class))
        .extracting(EngineCommand.EngineUpdatesAck::seq)
        .containsExactly(1L, 1L);
  }
}
