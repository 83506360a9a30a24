package dev.roundhouse.scheme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.scheme.Scheme.Command;
import dev.roundhouse.work.Outcome;
import dev.roundhouse.work.TaskError;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every scheme promises. Subclasses say how a scheme is made and how a behaviour becomes work
 * for it. Published with this module's test jar, since schemes of other modules keep the same
 * contract.
 */
@Timeout(180)
public abstract class SchemeContract extends TaskOutputContract {

  private static final Duration SHORT = Duration.ofMillis(100);
  private static final int MIB = 1 << 20;

  @Test
  void returnsTheValueOfATask() throws Exception {
    long task = submit(open(1), Behaviour.returns("six"));
    assertThat(result(task)).isEqualTo("six");
  }

  @Test
  void tellsTheEventsOfATaskInOrder() throws Exception {
    long task = submit(open(1), Behaviour.reports("half"));
    log.awaitEnd(task);
    assertThat(log.of(task))
        .extracting(event -> (Object) event.getClass())
        .containsExactly(
            SchemeEvent.Accepted.class,
            SchemeEvent.Started.class,
            SchemeEvent.Progress.class,
            SchemeEvent.Published.class,
            SchemeEvent.Ended.class);
  }

  @Test
  void endsEveryTaskOnce() throws Exception {
    Scheme scheme = open(2);
    List<SchemeTask> tasks = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      Behaviour behaviour =
          i % 3 == 0 ? Behaviour.throwing("no " + i) : Behaviour.returns("yes " + i);
      tasks.add(task(behaviour, TaskOptions.DEFAULTS));
    }
    scheme.tell(new Command.Submit(tasks));
    for (SchemeTask task : tasks) {
      log.awaitEnd(task.id());
    }
    assertThat(log.all().stream().filter(SchemeEvent.Ended.class::isInstance)).hasSize(200);
  }

  @Test
  void keepsTypeMessageAndTraceOfAFailure() throws Exception {
    long task = submit(open(1), Behaviour.throwing("the third value is -1"));
    TaskError error = error(task);
    assertThat(error.kind()).isEqualTo(TaskError.Kind.USER);
    assertThat(error.type()).isEqualTo(Behaviour.ExpectedException.class.getName());
    assertThat(error.message()).isEqualTo("the third value is -1");
    assertThat(error.stackTrace()).contains("the third value is -1").contains("Behaviour.perform");
  }

  @Test
  void recordsTheAttemptWithItsTimesAndPlace() throws Exception {
    Path gate = gate("gate");
    long task = submit(open(1), Behaviour.holds(gate));
    log.awaitStart(task);
    release(gate);
    SchemeEvent.Ended end = log.awaitEnd(task);
    SchemeEvent.Started start = log.of(task, SchemeEvent.Started.class).get(0);
    assertThat(end.attempts()).hasSize(1);
    Attempt attempt = end.attempts().get(0);
    assertThat(attempt.number()).isEqualTo(1).isEqualTo(start.attempt());
    assertThat(attempt.status()).isEqualTo(Attempt.Status.SUCCEEDED);
    assertThat(attempt.place()).isEqualTo(start.place());
    assertThat(attempt.place().pid()).isPositive();
    assertThat(attempt.place().host()).isNotEmpty();
    assertThat(attempt.startedMicros()).isEqualTo(start.atMicros());
    assertThat(attempt.finishedMicros()).isGreaterThanOrEqualTo(attempt.startedMicros());
  }

  @Test
  void runsAsManyTasksAtOnceAsItHasSlots() throws Exception {
    Scheme scheme = open(2);
    Path gate = gate("gate");
    long first = submit(scheme, Behaviour.holds(gate));
    long second = submit(scheme, Behaviour.holds(gate));
    long third = submit(scheme, Behaviour.returns("late"));
    log.awaitStart(first);
    log.awaitStart(second);
    assertThat(log.of(third, SchemeEvent.Started.class)).isEmpty();
    release(gate);
    assertThat(result(third)).isEqualTo("late");
  }

  @Test
  void startsHigherPrioritiesFirstAndTiesInOrder() throws Exception {
    Scheme scheme = open(1);
    Path gate = gate("gate");
    log.awaitStart(submit(scheme, Behaviour.holds(gate)));
    long low = submit(scheme, Behaviour.returns("low"), priority(-1));
    long common = submit(scheme, Behaviour.returns("common"));
    long high = submit(scheme, Behaviour.returns("high"), priority(7));
    long alsoHigh = submit(scheme, Behaviour.returns("also high"), priority(7));
    release(gate);
    LongStream.of(low, common, high, alsoHigh).forEach(log::awaitEnd);
    assertThat(log.startOrder()).endsWith(high, alsoHigh, common, low);
  }

  @Test
  void returnsALargeValue() throws Exception {
    long task = submit(open(1), Behaviour.returnsBytes(8 * MIB));
    assertThat((byte[]) result(task)).hasSize(8 * MIB);
  }

  @Test
  void runsSubTasksThatWaitForEachOtherInOneSlot() throws Exception {
    long task = submit(open(1), Behaviour.sumsBySubTasks(50));
    assertThat(result(task)).isEqualTo(1275);
  }

  @Test
  void reportsProgressAndPublishedValues() throws Exception {
    long task = submit(open(1), Behaviour.reports("half"));
    assertThat(result(task)).isEqualTo("reported");
    assertThat(log.of(task, SchemeEvent.Progress.class).get(0).fraction()).isEqualTo(0.5);
    SchemeEvent.Published published = log.of(task, SchemeEvent.Published.class).get(0);
    assertThat(published.name()).isEqualTo("shown");
    assertThat(value(published.value())).isEqualTo("half");
  }

  @Test
  void deletesTheScratchDirectoryOfAnAttempt() throws Exception {
    long task = submit(open(1), Behaviour.usesScratch());
    assertThat(Path.of((String) result(task))).doesNotExist();
  }

  @Test
  void cancelsAQueuedTaskWithoutStartingIt() throws Exception {
    Scheme scheme = open(1);
    Path gate = gate("gate");
    log.awaitStart(submit(scheme, Behaviour.holds(gate)));
    long queued = submit(scheme, Behaviour.returns("never"));
    cancel(scheme, queued, "not wanted");
    assertThat(cancellation(queued)).contains("not wanted");
    release(gate);
    log.awaitEnd(submit(scheme, Behaviour.returns("after")));
    assertThat(log.awaitEnd(queued).attempts()).isEmpty();
    assertThat(log.of(queued, SchemeEvent.Started.class)).isEmpty();
  }

  @Test
  void interruptsARunningTaskThatIsCancelled() throws Exception {
    Scheme scheme = open(1);
    long task = submit(scheme, Behaviour.printsThenHolds("holding", gate("never")));
    // What it prints tells that its own code runs: a cold process may load it for seconds.
    log.awaitOutput(task);
    cancel(scheme, task, "not wanted");
    assertThat(cancellation(task)).isEqualTo("not wanted");
    assertThat(log.awaitEnd(task).attempts())
        .extracting(Attempt::status)
        .containsExactly(Attempt.Status.CANCELLED);
    assertThat(result(submit(scheme, Behaviour.returns("next")))).isEqualTo("next");
  }

  @Test
  void endsACancelledTaskThatIgnoresItsInterruptAndFreesItsSlot() throws Exception {
    Scheme scheme = open(1);
    long task = submit(scheme, Behaviour.ignoresInterrupts(gate("late")));
    log.awaitOutput(task);
    cancel(scheme, task, "not wanted");
    assertThat(cancellation(task)).startsWith("not wanted").contains("ignored its interrupt");
    assertThat(result(submit(scheme, Behaviour.returns("next")))).isEqualTo("next");
  }

  @Test
  void ignoresCancelOfUnknownAndEndedTasks() throws Exception {
    Scheme scheme = open(1);
    long task = submit(scheme, Behaviour.returns("done"));
    log.awaitEnd(task);
    cancel(scheme, task, "too late");
    cancel(scheme, 4711, "unknown");
    assertThat(result(submit(scheme, Behaviour.returns("next")))).isEqualTo("next");
    assertThat(log.of(task, SchemeEvent.Ended.class)).hasSize(1);
  }

  @Test
  void failsATaskThatWaitsLongerThanItsQueueTimeout() throws Exception {
    Scheme scheme = open(1);
    log.awaitStart(submit(scheme, Behaviour.holds(gate("gate"))));
    long task = submit(scheme, Behaviour.returns("never"), queueTimeout(SHORT));
    assertThat(error(task).kind()).isEqualTo(TaskError.Kind.TIMEOUT);
    assertThat(error(task).type()).isEqualTo("queue-timeout");
    assertThat(error(task).message()).contains("100ms");
    assertThat(log.of(task, SchemeEvent.Started.class)).isEmpty();
  }

  @Test
  void failsATaskThatRunsLongerThanItsRunTimeout() throws Exception {
    Scheme scheme = open(1);
    long task = submit(scheme, Behaviour.holds(gate("gate")), runTimeout(SHORT));
    assertThat(error(task).kind()).isEqualTo(TaskError.Kind.TIMEOUT);
    assertThat(error(task).type()).isEqualTo("run-timeout");
    assertThat(log.awaitEnd(task).attempts())
        .extracting(Attempt::status)
        .containsExactly(Attempt.Status.FAILED);
    assertThat(result(submit(scheme, Behaviour.returns("next")))).isEqualTo("next");
  }

  @Test
  void freesTheSlotOfATaskThatIgnoresItsRunTimeout() throws Exception {
    Scheme scheme = open(1);
    long task = submit(scheme, Behaviour.ignoresInterrupts(gate("gate")), runTimeout(SHORT));
    assertThat(error(task).type()).isEqualTo("run-timeout");
    assertThat(error(task).message()).contains("ignored its interrupt");
    assertThat(result(submit(scheme, Behaviour.returns("next")))).isEqualTo("next");
  }

  @Test
  void startsMoreTasksAfterItGrew() throws Exception {
    Scheme scheme = open(1);
    Path gate = gate("gate");
    log.awaitStart(submit(scheme, Behaviour.holds(gate)));
    long second = submit(scheme, Behaviour.holds(gate));
    scheme.tell(new Command.Resize(2));
    log.awaitStart(second);
  }

  @Test
  void finishesWhatRunsAndStartsFewerAfterItShrank() throws Exception {
    Scheme scheme = open(2);
    Path firstGate = gate("first");
    Path secondGate = gate("second");
    long first = submit(scheme, Behaviour.holds(firstGate));
    long second = submit(scheme, Behaviour.holds(secondGate));
    log.awaitStart(first);
    log.awaitStart(second);
    scheme.tell(new Command.Resize(1));
    long third = submit(scheme, Behaviour.returns("third"));
    release(firstGate);
    assertThat(result(first)).isEqualTo("released");
    release(secondGate);
    assertThat(result(second)).isEqualTo("released");
    assertThat(result(third)).isEqualTo("third");
    assertThat(log.position(third, SchemeEvent.Started.class))
        .isGreaterThan(log.position(second, SchemeEvent.Ended.class));
  }

  @Test
  void letsRunningTasksFinishWhenItDrains() throws Exception {
    Scheme scheme = open(1);
    Path gate = gate("gate");
    long running = submit(scheme, Behaviour.holds(gate));
    log.awaitStart(running);
    long queued = submit(scheme, Behaviour.returns("never"));
    scheme.tell(new Command.Drain(Duration.ofMinutes(2)));
    release(gate);
    log.awaitDrained();
    assertThat(result(running)).isEqualTo("released");
    assertThat(log.of(queued, SchemeEvent.Started.class)).isEmpty();
    scheme.close();
    assertThat(cancellation(queued)).contains("closed");
  }

  @Test
  void cancelsWhatRunsLongerThanTheDrainsDeadline() throws Exception {
    Scheme scheme = open(1);
    long running = submit(scheme, Behaviour.holds(gate("gate")));
    log.awaitStart(running);
    scheme.tell(new Command.Drain(SHORT));
    log.awaitDrained();
    assertThat(cancellation(running)).contains("drain");
  }

  @Test
  void answersADrainAtOnceWhenNothingRuns() throws Exception {
    open(1).tell(new Command.Drain(Duration.ofMinutes(2)));
    log.awaitDrained();
  }

  @Test
  void endsEverythingWhenItCloses() throws Exception {
    Scheme scheme = open(1);
    long running = submit(scheme, Behaviour.ignoresInterrupts(gate("gate")));
    log.awaitOutput(running);
    long queued = submit(scheme, Behaviour.returns("never"));
    scheme.close();
    assertThat(log.of(running, SchemeEvent.Ended.class)).hasSize(1);
    assertThat(log.of(queued, SchemeEvent.Ended.class)).hasSize(1);
    long late = submit(scheme, Behaviour.returns("never"));
    assertThat(cancellation(running)).contains("closed");
    assertThat(cancellation(queued)).contains("closed");
    assertThat(cancellation(late)).contains("closed");
    assertThat(log.of(late)).hasSize(2);
    assertThat(log.awaitEnd(late).outcome()).isInstanceOf(Outcome.Cancelled.class);
  }
}
