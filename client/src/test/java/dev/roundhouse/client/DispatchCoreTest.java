package dev.roundhouse.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.client.DispatchEffect.Again;
import dev.roundhouse.client.DispatchEffect.Cancel;
import dev.roundhouse.client.DispatchEffect.Report;
import dev.roundhouse.client.DispatchEffect.Submit;
import dev.roundhouse.client.Dispatcher.Request;
import dev.roundhouse.scheme.Attempt;
import dev.roundhouse.scheme.Captured;
import dev.roundhouse.scheme.Place;
import dev.roundhouse.scheme.Scheme;
import dev.roundhouse.scheme.SchemeEvent;
import dev.roundhouse.scheme.SchemeTask;
import dev.roundhouse.scheme.TaskOptions;
import dev.roundhouse.work.Outcome;
import dev.roundhouse.work.Payload;
import dev.roundhouse.work.TaskError;
import dev.roundhouse.work.Work;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DispatchCoreTest {

  private static final Place HERE = new Place("threading", "", "host", 1);
  private static final Scheme.Listener LISTENER = event -> {};
  private static final DispatchCore.Refusals ALL_TAKEN = scheme -> Optional.empty();

  private final DispatchCore core =
      new DispatchCore(new RetryPauses(Duration.ofMillis(100), Duration.ofMillis(350)));

  @Test
  void givesTasksToTheirSchemesInBatchesAfterTheyAreReportedAccepted() {
    DispatchCore.Submission submission =
        core.submit(
            List.of(request("threading", 0), request("cluster", 0), request("threading", 0)),
            LISTENER,
            ALL_TAKEN);

    assertThat(submission.ids()).containsExactly(1L, 2L, 3L);
    assertThat(submission.effects()).hasSize(3);
    assertThat(submission.effects().get(0))
        .isEqualTo(new Report(LISTENER, new SchemeEvent.Accepted(List.of(1L, 2L, 3L))));
    assertThat(numbers(submission.effects().get(1))).containsExactly(1L, 3L);
    assertThat(numbers(submission.effects().get(2))).containsExactly(2L);
  }

  @Test
  void endsATaskWhoseSchemeRefusesItWithWhatToDo() {
    TaskError off = TaskError.of(TaskError.Kind.REFUSED, "scheme-disabled", "enable it");

    DispatchCore.Submission submission =
        core.submit(List.of(request("cluster", 3)), LISTENER, scheme -> Optional.of(off));

    assertThat(submission.effects().get(1))
        .isEqualTo(
            new Report(
                LISTENER,
                new SchemeEvent.Ended(1, new Outcome.Failed(off), List.of(), Captured.NOTHING)));
    assertThat(core.unended()).isZero();
  }

  @Test
  void triesAnExceptionAgainWithGrowingPausesAndNumbersTheAttemptsThrough() {
    core.submit(List.of(request("threading", 3)), LISTENER, ALL_TAKEN);

    assertThat(core.handle(failed(1, 1))).containsExactly(again(1, 100));
    long second = number(core.again(1, ALL_TAKEN));
    assertThat(core.handle(new SchemeEvent.Started(second, 1, HERE, 7)))
        .containsExactly(new Report(LISTENER, new SchemeEvent.Started(1, 2, HERE, 7)));
    assertThat(core.handle(failed(second, 1))).containsExactly(again(1, 200));
    long third = number(core.again(1, ALL_TAKEN));
    assertThat(core.handle(failed(third, 1))).containsExactly(again(1, 350));
    long fourth = number(core.again(1, ALL_TAKEN));

    SchemeEvent.Ended end = ended(core.handle(succeeded(fourth, 1)));

    assertThat(end.task()).isEqualTo(1);
    assertThat(end.attempts()).extracting(Attempt::number).containsExactly(1, 2, 3, 4);
    assertThat(end.outcome()).isInstanceOf(Outcome.Succeeded.class);
    assertThat(core.unended()).isZero();
  }

  @Test
  void givesASchemeNoRetriesAndNoQueueTimeoutForALaterTry() {
    TaskOptions options =
        new TaskOptions(
            2, 1, Optional.of(Duration.ofSeconds(1)), Optional.of(Duration.ofSeconds(2)), 5, true);
    Request request = new Request("threading", "task", live(), options);
    DispatchCore.Submission submission = core.submit(List.of(request), LISTENER, ALL_TAKEN);

    assertThat(tasks(submission.effects().get(1)).get(0).options())
        .isEqualTo(new TaskOptions(2, 0, options.queueTimeout(), options.runTimeout(), 5, true));
    core.handle(failed(1, 1));
    assertThat(tasks(core.again(1, ALL_TAKEN).get(0)).get(0).options())
        .isEqualTo(new TaskOptions(2, 0, Optional.empty(), options.runTimeout(), 5, true));
  }

  @Test
  void takesALossATimeoutAndARefusalAsFinal() {
    for (TaskError.Kind kind : TaskError.Kind.values()) {
      if (kind != TaskError.Kind.USER) {
        long id = core.submit(List.of(request("threading", 3)), LISTENER, ALL_TAKEN).ids().get(0);
        Outcome outcome = new Outcome.Failed(TaskError.of(kind, "code", "message"));

        assertThat(core.handle(new SchemeEvent.Ended(id, outcome, List.of(), Captured.NOTHING)))
            .singleElement()
            .isInstanceOf(Report.class);
      }
    }
  }

  @Test
  void cancelsATaskThatPausesAtOnceAndIgnoresItsTimer() {
    core.submit(List.of(request("threading", 1)), LISTENER, ALL_TAKEN);
    core.handle(failed(1, 1));

    SchemeEvent.Ended end = ended(core.cancel(List.of(1L, 99L), "enough"));

    assertThat(end.outcome()).isEqualTo(new Outcome.Cancelled("enough"));
    assertThat(end.attempts()).hasSize(1);
    assertThat(core.again(1, ALL_TAKEN)).isEmpty();
  }

  @Test
  void cancelsAgainATryWhoseSubmitWasOvertakenByTheCancel() {
    core.submit(List.of(request("threading", 1)), LISTENER, ALL_TAKEN);
    core.handle(failed(1, 1));
    long second = number(core.again(1, ALL_TAKEN));
    Cancel cancel = new Cancel("threading", List.of(second), "enough");

    assertThat(core.cancel(List.of(1L), "enough")).containsExactly(cancel);
    assertThat(core.handle(new SchemeEvent.Accepted(List.of(second)))).containsExactly(cancel);
  }

  @Test
  void doesNotTryAgainWhatWasCancelled() {
    core.submit(List.of(request("threading", 5)), LISTENER, ALL_TAKEN);
    core.cancel(List.of(1L), "enough");

    assertThat(ended(core.handle(failed(1, 1))).outcome()).isInstanceOf(Outcome.Failed.class);
  }

  @Test
  void ignoresWhatItDoesNotKnow() {
    assertThat(core.handle(succeeded(7, 1))).isEmpty();
    assertThat(core.handle(new SchemeEvent.Drained())).isEmpty();
    assertThat(core.cancel(List.of(7L), "enough")).isEmpty();
    assertThat(core.again(7, ALL_TAKEN)).isEmpty();
  }

  @Test
  void closingEndsWhatPausesRefusesWhatIsNewAndTriesNothingAgain() {
    core.submit(List.of(request("threading", 1), request("threading", 1)), LISTENER, ALL_TAKEN);
    core.handle(failed(1, 1));

    assertThat(ended(core.close("closed")).task()).isEqualTo(1);
    List<DispatchEffect> late =
        core.submit(List.of(request("threading", 0)), LISTENER, ALL_TAKEN).effects();
    assertThat(ended(late.subList(1, 2)).outcome()).isEqualTo(new Outcome.Cancelled("closed"));
    assertThat(ended(core.handle(failed(2, 1))).task()).isEqualTo(2);
    assertThat(core.endRest("closed")).isEmpty();
  }

  @Test
  void endsTheRestThatClosedSchemesLeft() {
    core.submit(List.of(request("threading", 0)), LISTENER, ALL_TAKEN);
    core.close("closed");

    assertThat(ended(core.endRest("gone")).outcome()).isEqualTo(new Outcome.Cancelled("gone"));
    assertThat(core.handle(succeeded(1, 1))).isEmpty();
  }

  private static Request request(String scheme, int retries) {
    TaskOptions options = new TaskOptions(3, retries, Optional.empty(), Optional.empty(), 0, false);
    return new Request(scheme, "task", live(), options);
  }

  private static Work live() {
    return new Work.Live(context -> "done");
  }

  private static SchemeEvent.Ended failed(long number, int attempt) {
    TaskError error = TaskError.of(TaskError.Kind.USER, "java.lang.Error", "no");
    return new SchemeEvent.Ended(
        number,
        new Outcome.Failed(error),
        List.of(new Attempt(attempt, Attempt.Status.FAILED, HERE, 1, 2, Optional.of(error))),
        Captured.NOTHING);
  }

  private static SchemeEvent.Ended succeeded(long number, int attempt) {
    return new SchemeEvent.Ended(
        number,
        new Outcome.Succeeded(new Payload.Live("done")),
        List.of(new Attempt(attempt, Attempt.Status.SUCCEEDED, HERE, 1, 2, Optional.empty())),
        Captured.NOTHING);
  }

  private static Again again(long task, long millis) {
    return new Again(task, "threading", Duration.ofMillis(millis));
  }

  private static List<SchemeTask> tasks(DispatchEffect effect) {
    return ((Submit) effect).tasks();
  }

  private static List<Long> numbers(DispatchEffect effect) {
    return tasks(effect).stream().map(SchemeTask::id).toList();
  }

  private static long number(List<DispatchEffect> effects) {
    assertThat(effects).hasSize(1);
    return numbers(effects.get(0)).get(0);
  }

  private static SchemeEvent.Ended ended(List<DispatchEffect> effects) {
    assertThat(effects).hasSize(1);
    return (SchemeEvent.Ended) ((Report) effects.get(0)).event();
  }
}
