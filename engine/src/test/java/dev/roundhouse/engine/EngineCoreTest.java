package dev.roundhouse.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.wire.ControllerCommand.DispatchAck;
import dev.roundhouse.wire.ControllerCommand.EngineUpdates;
import dev.roundhouse.wire.EngineCommand.Dispatch;
import dev.roundhouse.wire.TaskOrder;
import dev.roundhouse.wire.TaskTemplate;
import dev.roundhouse.wire.TaskUpdate;
import dev.roundhouse.wire.TaskUpdate.Ending;
import dev.roundhouse.work.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EngineCoreTest {

  private static final Payload X = new Payload.Encoded(new byte[] {1});
  private static final TaskTemplate TEMPLATE =
      new TaskTemplate("code", "session", "task", 3, 0, 0, 0);

  private final EngineCore core = new EngineCore("life", 1_000, 100, Map.of());

  @Test
  void beginsOrdersOnceAndAcknowledgesThemEachTime() {
    Dispatch dispatch = orders(1, order(5, 1), order(6, 1));

    List<EngineEffect> first = core.dispatch(dispatch);
    List<EngineEffect> again = core.dispatch(dispatch);

    assertThat(begun(first)).extracting(task -> task.localId).containsExactly(100L, 101L);
    assertThat(again).containsExactly(new EngineEffect.Send(new DispatchAck("life", 1)));
    assertThat(core.held()).containsExactly(5, 6);
  }

  @Test
  void whatIsNotAcknowledgedIsThereWhenTheTaskIsOrderedAgain() {
    core.dispatch(orders(1, order(5, 1), order(6, 1), order(7, 1)));
    List.of(100L, 101L, 102L).forEach(core::handedOver);
    core.started(100, 42);
    core.ended(100, Ending.SUCCEEDED, X, X, 50);
    core.flush(50);
    core.acknowledged(1, 60);
    core.ended(101, Ending.SUCCEEDED, X, X, 70);
    core.flush(70);
    core.ended(102, Ending.CANCELLED, X, X, 80);

    EngineCore next = new EngineCore("next life", 1_000, 200, core.lost());

    assertThat(next.keeps())
        .singleElement()
        .satisfies(keeps -> assertThat(keeps.session()).isEqualTo("session"))
        .satisfies(keeps -> assertThat(keeps.numbers()).containsExactly(60));
    List<EngineEffect> effects =
        next.dispatch(
            new Dispatch(
                8,
                1,
                List.of(),
                List.of(
                    new TaskOrder(1, 1, 60, TEMPLATE, X), new TaskOrder(2, 1, 70, TEMPLATE, X))));
    assertThat(begun(effects)).extracting(task -> task.order.number()).containsExactly(70L);
    assertThat(ends(next.flush(90)))
        .singleElement()
        .satisfies(end -> assertThat(end.task()).isEqualTo(1))
        .satisfies(end -> assertThat(end.finishedMicros()).isEqualTo(70));
    assertThat(next.keeps()).isEmpty();
    assertThat(next.lost()).as("what is not acknowledged this time, either").hasSize(1);
  }

  @Test
  void forgetsResultsThatNobodyAskedFor() {
    core.dispatch(orders(1, order(5, 1)));
    core.handedOver(100);
    core.ended(100, Ending.FAILED, X, X, 50);

    EngineCore next = new EngineCore("next life", 1_000, 200, core.lost());

    assertThat(next.expireKept()).containsExactly(X, X);
    assertThat(next.keeps()).isEmpty();
  }

  private static List<TaskUpdate.Ended> ends(List<EngineEffect> effects) {
    return effects.stream()
        .filter(EngineEffect.Send.class::isInstance)
        .map(effect -> ((EngineEffect.Send) effect).message())
        .filter(EngineUpdates.class::isInstance)
        .flatMap(message -> ((EngineUpdates) message).updates().stream())
        .filter(TaskUpdate.Ended.class::isInstance)
        .map(TaskUpdate.Ended.class::cast)
        .toList();
  }

  @Test
  void tellsStartAndEndUnderTheOrdersNumber() {
    core.dispatch(orders(1, order(5, 3)));
    core.handedOver(100);
    core.started(100, 42);
    List<TaskUpdate> start = flushed();
    core.ended(100, Ending.SUCCEEDED, X, X, 50);

    assertThat(start)
        .containsExactly(new TaskUpdate.Started(5, 3, TaskUpdate.EngineName.UNNAMED, 42));
    assertThat(flushed())
        .singleElement()
        .isInstanceOfSatisfying(
            TaskUpdate.Ended.class,
            end -> {
              assertThat(end.task()).isEqualTo(5);
              assertThat(end.attempt()).isEqualTo(3);
            });
    assertThat(core.idle()).isTrue();
  }

  @Test
  void tellsOfAQuickTaskOnlyItsEndWithItsStart() {
    core.dispatch(orders(1, order(5, 3)));
    core.handedOver(100);
    core.started(100, 42);
    core.ended(100, Ending.SUCCEEDED, X, X, 50);

    assertThat(flushed())
        .singleElement()
        .isInstanceOfSatisfying(
            TaskUpdate.Ended.class, end -> assertThat(end.startedMicros()).isEqualTo(42));
  }

  @Test
  void tellsTheStartBeforeWhatTheTaskPrints() {
    core.dispatch(orders(1, order(5, 3)));
    core.handedOver(100);
    core.started(100, 42);
    core.output(100, false, "hello");

    assertThat(flushed())
        .extracting(update -> (Object) update.getClass())
        .containsExactly(TaskUpdate.Started.class, TaskUpdate.Output.class);
  }

  @Test
  void replacesAnEarlierAttemptAtTheSameTask() {
    core.dispatch(orders(1, order(5, 1)));
    core.handedOver(100);
    List<EngineEffect> effects = core.dispatch(orders(2, order(5, 2)));

    assertThat(effects)
        .contains(new EngineEffect.CancelLocally(List.of(100L), "another attempt was ordered"));
    assertThat(core.ended(100, Ending.CANCELLED, X, X, 1)).isEmpty();
    assertThat(flushed()).isEmpty();
    assertThat(core.held()).containsExactly(5);
  }

  @Test
  void givesBackOnlyWhatHasNotStarted() {
    core.dispatch(orders(1, order(5, 1), order(6, 1)));
    core.handedOver(100);
    core.handedOver(101);
    core.started(100, 1);
    List<EngineEffect> effects = core.takeBack(new long[] {5, 6, 7});
    core.ended(101, Ending.CANCELLED, X, X, 1);

    assertThat(effects)
        .containsExactly(new EngineEffect.CancelLocally(List.of(101L), EngineEffect.TAKE_BACK));
    assertThat(flushed())
        .containsExactlyInAnyOrder(
            new TaskUpdate.TakenBack(6, 1),
            new TaskUpdate.Started(5, 1, TaskUpdate.EngineName.UNNAMED, 1));
  }

  @Test
  void endsACancelledTaskThatIsNotAtTheSchemeYet() {
    core.dispatch(orders(1, order(5, 1)));
    core.cancel(new long[] {5}, "not wanted", new byte[] {1}, 9);

    assertThat(core.handedOver(100)).isFalse();
    assertThat(flushed())
        .singleElement()
        .satisfies(
            update -> assertThat(((TaskUpdate.Ended) update).ending()).isEqualTo(Ending.CANCELLED));
  }

  @Test
  void takesNothingNewWhileItDrains() {
    core.drain();
    List<EngineEffect> effects = core.dispatch(orders(1, order(5, 1)));

    assertThat(begun(effects)).isEmpty();
    assertThat(flushed()).containsExactly(new TaskUpdate.TakenBack(5, 1));
  }

  @Test
  void sendsUpdatesAgainUntilTheyAreAcknowledged() {
    core.dispatch(orders(1, order(5, 1)));
    core.handedOver(100);
    core.started(100, 1);
    flushed();

    assertThat(core.tick(1_000)).hasSize(1);
    core.acknowledged(1, 1_001);
    assertThat(core.tick(9_000)).isEmpty();
  }

  @Test
  void givesEverythingUpWhenTheControllerIsLost() {
    core.dispatch(orders(1, order(5, 1)));

    assertThat(core.abort("lost"))
        .containsExactly(new EngineEffect.CancelLocally(List.of(100L), "lost"));
    assertThat(core.idle()).isTrue();
    assertThat(flushed()).isEmpty();
  }

  private static TaskOrder order(long key, int attempt) {
    return new TaskOrder(key, attempt, 10 * key, TEMPLATE, X);
  }

  private static Dispatch orders(long seq, TaskOrder... orders) {
    return new Dispatch(7, seq, List.of(), List.of(orders));
  }

  private static List<HeldTask> begun(List<EngineEffect> effects) {
    List<HeldTask> begun = new ArrayList<>();
    for (EngineEffect effect : effects) {
      if (effect instanceof EngineEffect.Begin begin) {
        begun.addAll(begin.tasks());
      }
    }
    return begun;
  }

  private List<TaskUpdate> flushed() {
    List<TaskUpdate> updates = new ArrayList<>();
    for (EngineEffect effect : core.flush(0)) {
      if (effect instanceof EngineEffect.Send send
          && send.message() instanceof EngineUpdates message) {
        updates.addAll(message.updates());
      }
    }
    return updates;
  }
}
