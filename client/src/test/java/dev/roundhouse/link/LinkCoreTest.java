package dev.roundhouse.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.scheme.SchemeEvent;
import dev.roundhouse.wire.ClientCommand.TaskUpdates;
import dev.roundhouse.wire.ClientCommand.Welcome;
import dev.roundhouse.wire.ControllerCommand.CancelTasks;
import dev.roundhouse.wire.ControllerCommand.Goodbye;
import dev.roundhouse.wire.ControllerCommand.Submit;
import dev.roundhouse.wire.TaskSpec;
import dev.roundhouse.wire.TaskTemplate;
import dev.roundhouse.wire.TaskUpdate;
import dev.roundhouse.wire.TaskUpdate.Ending;
import dev.roundhouse.wire.TaskUpdate.EngineName;
import dev.roundhouse.wire.WireCode;
import dev.roundhouse.work.Code;
import dev.roundhouse.work.Outcome;
import dev.roundhouse.work.Payload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinkCoreTest {

  private static final Payload X = new Payload.Encoded(new byte[] {1});
  private static final long SECOND = 1_000_000;

  private final RecordedLink outlet = new RecordedLink();
  private final LinkCore core =
      new LinkCore(
          new LinkTerms(
              "host:1",
              "machine",
              Duration.ofSeconds(5),
              Duration.ofSeconds(5),
              Duration.ofMillis(50),
              Duration.ofSeconds(1),
              0),
          "session",
          outlet);
  private long now = 1_000_000_000;

  @Test
  void connectsWhenTheFirstTaskComesAndHandsOverWhatTheWindowAllows() {
    submit(1, 2, 3);
    assertThat(core.state()).isEqualTo(LinkState.CONNECTING);
    assertThat(outlet.connects).isEqualTo(1);

    welcome(2);

    assertThat(submitted()).containsExactly(1L, 2L);
    end(1, 1);
    assertThat(submitted()).containsExactly(1L, 2L, 3L);
    assertThat(outlet.ended).extracting(TaskUpdate.Ended::task).containsExactly(1L);
  }

  @Test
  void submitsEverythingUnfinishedAgainAsAnotherClientAfterALoss() {
    submit(1);
    welcome(9);
    now += 11 * SECOND;
    core.tick(now);
    core.check();

    assertThat(core.state()).isEqualTo(LinkState.CONNECTING);
    assertThat(outlet.sent(Goodbye.class)).containsExactly(new Goodbye("session.1"));
    welcome(9);
    assertThat(outlet.sent(Submit.class))
        .extracting(Submit::client)
        .containsExactly("session.1", "session.2");
    assertThat(outlet.sent(Submit.class)).allMatch(message -> message.codes().size() == 1);
  }

  @Test
  void takesARefusalThatComesTwice() {
    submit(1);
    core.refused("version", "too old");
    core.refused("version", "too old");
    core.closing("over");
    welcome(9);

    assertThat(core.state()).isEqualTo(LinkState.IDLE);
    assertThat(outlet.ends())
        .singleElement()
        .satisfies(end -> assertThat(end.outcome()).isInstanceOf(Outcome.Failed.class));
  }

  @Test
  void tellsEachCancelledTaskItsOwnReason() {
    submit(1, 2);
    welcome(9);
    core.cancel(List.of(1L), "first");
    core.cancel(List.of(2L), "second");

    assertThat(outlet.sent(CancelTasks.class))
        .allSatisfy(
            message ->
                assertThat(message.numbers())
                    .containsExactly(message.reason().equals("first") ? 1 : 2));
    assertThat(outlet.sent(CancelTasks.class)).extracting(CancelTasks::reason).contains("second");
  }

  @Test
  void cancelsAtOnceWhatItStillHolds() {
    submit(1);
    core.cancel(List.of(1L), "not wanted");
    core.check();

    assertThat(outlet.ends())
        .singleElement()
        .satisfies(end -> assertThat(end.outcome()).isEqualTo(new Outcome.Cancelled("not wanted")));
    assertThat(outlet.freed).isEqualTo(1);
  }

  @Test
  void doesNotRunACancelledTaskAgainWhoseResultWasLost() {
    LinkTask task = task(1, new Payload.Encoded(new byte[1]));
    core.submit(List.of(task), now);
    welcome(9);
    end(1, 1, new Payload.Stored("blob", 100_000, "host", 1));
    core.cancel(List.of(1L), "not wanted");

    core.resultLost(task, List.of(), "its engine died", now);
    core.check();

    assertThat(outlet.ends()).hasSize(1);
    assertThat(submitted()).containsExactly(1L);
  }

  @Test
  void sendsCodesThatFitNoMessageTogetherAhead() {
    List<LinkTask> tasks = new ArrayList<>();
    for (int i = 1; i <= 20; i++) {
      tasks.add(task(i, new Payload.Encoded(new byte[30_000])));
    }
    core.submit(tasks, now);
    welcome(100);

    assertThat(outlet.sent(Submit.class)).hasSizeGreaterThan(9);
    assertThat(outlet.sent(Submit.class)).allMatch(message -> message.codes().size() <= 2);
    assertThat(submitted()).hasSize(20);
  }

  @Test
  void saysHowToStartAControllerWhereNoneAnswers() {
    submit(1);
    now += 6 * SECOND;
    core.tick(now);
    core.check();

    assertThat(outlet.ends().get(0).outcome().toString())
        .contains("no-controller", "roundhouse start -n 2");
  }

  @Test
  void aTaskThatIsLostWhileItDrainsFailsSinceItIsNotHandedOverAgain() {
    submit(1, 2);
    welcome(1);
    core.drain(60 * SECOND, now);
    now += 11 * SECOND;
    core.tick(now);
    core.flush(now);
    core.check();

    assertThat(outlet.ends())
        .singleElement()
        .satisfies(end -> assertThat(end.task()).isEqualTo(1))
        .satisfies(end -> assertThat(end.outcome().toString()).contains("link-lost"));
    assertThat(outlet.events).contains(new SchemeEvent.Drained());
    core.close("over");
    assertThat(outlet.ends()).extracting(SchemeEvent.Ended::task).containsExactly(1L, 2L);
  }

  @Test
  void aTaskWhoseResultIsLostWhileItDrainsFails() {
    LinkTask task = task(1, X);
    core.submit(List.of(task), now);
    welcome(9);
    core.drain(60 * SECOND, now);
    end(1, 1, new Payload.Stored("blob", 100_000, "host", 1));
    assertThat(outlet.events).doesNotContain(new SchemeEvent.Drained());

    core.resultLost(task, List.of(), "its engine died", now);
    core.flush(now);

    assertThat(outlet.ends().get(0).outcome().toString()).contains("result-lost");
    assertThat(outlet.events).endsWith(new SchemeEvent.Drained());
  }

  @Test
  void aTaskWhoseResultIsBeingReadEndsWhenTheLinkIsClosed() {
    LinkTask task = task(1, X);
    core.submit(List.of(task), now);
    welcome(9);
    end(1, 1, new Payload.Stored("blob", 100_000, "host", 1));

    core.close("over");

    assertThat(core.resultRead(task)).isFalse();
    core.resultLost(task, List.of(), "too late", now);
    assertThat(outlet.ends()).hasSize(1);
  }

  @Test
  void appliesUpdatesOnceThoughTheyComeTwice() {
    submit(1, 2);
    welcome(9);
    end(1, 1);
    end(1, 1);

    assertThat(outlet.ended).hasSize(1);
  }

  private void submit(long... ids) {
    List<LinkTask> tasks = new ArrayList<>();
    for (long id : ids) {
      tasks.add(task(id, X));
    }
    core.submit(tasks, now);
    core.check();
  }

  /** Tasks with large codes have one each. */
  private static LinkTask task(long id, Payload body) {
    String code = body == X ? "code" : "code" + id;
    TaskSpec spec = new TaskSpec(id, new TaskTemplate(code, "task", 3, 0, 0, 0), X);
    return new LinkTask(
        spec, new WireCode(code, Code.Kind.FUNCTION, List.of(), body, "host:2"), id);
  }

  private void welcome(int window) {
    core.welcomed(new Welcome(7, window, 1_000, 10_000, "machine", now, 1), now);
    core.check();
  }

  private void end(long task, long seq) {
    end(task, seq, X);
  }

  private void end(long task, long seq, Payload body) {
    TaskUpdate end =
        new TaskUpdate.Ended(
            task, 1, EngineName.UNNAMED, Ending.SUCCEEDED, 1, 2, body, X, List.of());
    core.updates(new TaskUpdates(7, seq, List.of(end)), now);
    core.flush(now);
    core.check();
  }

  private List<Long> submitted() {
    return outlet.sent(Submit.class).stream()
        .flatMap(message -> message.tasks().stream())
        .map(TaskSpec::number)
        .toList();
  }
}
