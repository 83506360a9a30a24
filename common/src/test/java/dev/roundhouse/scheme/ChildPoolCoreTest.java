package dev.roundhouse.scheme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.scheme.Scheme.Command;
import dev.roundhouse.work.Outcome;
import dev.roundhouse.work.TaskError;
import dev.roundhouse.work.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChildPoolCoreTest {

  private static final TaskOptions DEFAULTS = TaskOptions.DEFAULTS;

  private final ChildPoolWorld world =
      new ChildPoolWorld(ChildPoolCoreRandomTest.settings(1, 1000));

  private void submit(TaskOptions options, long... ids) {
    List<SchemeTask> tasks = new ArrayList<>();
    for (long id : ids) {
      Work work = PortableBehaviour.work(Behaviour.returns("x"));
      tasks.add(new SchemeTask(id, "task", work, options));
    }
    world.handle(new ChildPoolEvent.Told(new Command.Submit(tasks)));
  }

  private void resize(int size) {
    world.handle(new ChildPoolEvent.Told(new Command.Resize(size)));
  }

  private ChildPoolWorld.Child child(int number) {
    return world.children.get(number);
  }

  private void ready(int number) {
    world.greet(child(number));
    deliverAll(number);
  }

  private void deliverAll(int number) {
    while (child(number) != null && !child(number).outgoing.isEmpty()) {
      world.deliver(child(number));
    }
  }

  /** The child takes in what was sent and starts the first. */
  private void start(int number) {
    while (!child(number).incoming.isEmpty()) {
      world.receive(child(number));
    }
    world.begin(child(number));
    deliverAll(number);
  }

  /** Short tasks let the pool send ahead. */
  private void learnThatTasksAreShort() {
    long[] ids = {101, 102, 103, 104};
    submit(DEFAULTS, ids);
    ready(1);
    for (long id : ids) {
      start(1);
      world.now += 10;
      world.finish(child(1));
      deliverAll(1);
      assertThat(ended(id).outcome()).isInstanceOf(Outcome.Succeeded.class);
    }
  }

  private SchemeEvent.Ended ended(long task) {
    return world.events.stream()
        .filter(SchemeEvent.Ended.class::isInstance)
        .map(SchemeEvent.Ended.class::cast)
        .filter(end -> end.task() == task)
        .findFirst()
        .orElseThrow(() -> new AssertionError("task " + task + " has not ended"));
  }

  private boolean isOpen(long task) {
    return world.core.pool().tasks.containsKey(task);
  }

  private static TaskError errorOf(SchemeEvent.Ended end) {
    return ((Outcome.Failed) end.outcome()).error();
  }

  @Test
  void blamesOnlyTheTaskThatComputedWhenTheChildDied() {
    learnThatTasksAreShort();
    submit(DEFAULTS, 1, 2, 3);
    start(1);
    assertThat(world.core.pool().queue).isEmpty();
    world.die(child(1), "ended with exit code 3");
    deliverAll(1);
    assertThat(world.core.pool().tasks.get(1L).attempts)
        .extracting(Attempt::status)
        .containsExactly(Attempt.Status.LOST);
    assertThat(world.core.pool().tasks.get(2L).attempts).isEmpty();
    assertThat(world.core.pool().tasks.get(3L).attempts).isEmpty();
    world.settle();
    assertThat(ended(1).attempts()).hasSize(2);
    assertThat(ended(2).attempts()).hasSize(1);
  }

  @Test
  void namesEveryEndOfTheChildrenThatATaskTookDown() {
    submit(DEFAULTS, 1);
    for (int number = 1; number <= 3; number++) {
      ready(number);
      start(number);
      world.die(child(number), "ended with exit code " + number);
      deliverAll(number);
    }
    assertThat(errorOf(ended(1)).message())
        .contains("3 of 3 times", "exit code 1", "exit code 2", "exit code 3");
  }

  @Test
  void asksTasksBackThatWaitBehindALongOneForAnIdleChild() {
    learnThatTasksAreShort();
    submit(DEFAULTS, 1, 2);
    start(1);
    resize(2);
    submit(DEFAULTS, 3);
    ready(2);
    world.now += 1_000_000;
    world.tickIfDue();
    start(1);
    assertThat(world.core.pool().children.get(2).tasks).isNotEmpty();
    assertThat(world.core.pool().children.get(1).tasks)
        .extracting(PooledTask::id)
        .containsExactly(1L);
  }

  @Test
  void killsAChildWhoseTaskIgnoresItsInterrupt() {
    submit(DEFAULTS, 1);
    ready(1);
    start(1);
    world.handle(new ChildPoolEvent.Told(new Command.Cancel(List.of(1L), "not wanted")));
    assertThat(isOpen(1)).isTrue();
    world.now += 500_000;
    world.tickIfDue();
    deliverAll(1);
    assertThat(ended(1).outcome())
        .isEqualTo(
            new Outcome.Cancelled(
                "not wanted; it ignored its interrupt for 500ms, and child JVM 101 was killed by"
                    + " signal 9 (KILL)"));
  }

  @Test
  void sparesAChildWhoseTaskEndsWithinTheGrace() {
    submit(DEFAULTS, 1);
    ready(1);
    start(1);
    world.handle(new ChildPoolEvent.Told(new Command.Cancel(List.of(1L), "not wanted")));
    start(1);
    world.finish(child(1));
    deliverAll(1);
    world.now += 5_000_000;
    world.tickIfDue();
    assertThat(child(1).dead).isFalse();
    assertThat(ended(1).outcome()).isEqualTo(new Outcome.Cancelled("not wanted"));
  }

  @Test
  void givesBackATaskThatIsCancelledBehindAnotherInItsChild() {
    learnThatTasksAreShort();
    submit(DEFAULTS, 1, 2);
    start(1);
    world.handle(new ChildPoolEvent.Told(new Command.Cancel(List.of(2L), "not wanted")));
    start(1);
    assertThat(ended(2).attempts()).isEmpty();
    assertThat(isOpen(1)).isTrue();
  }

  @Test
  void failsWhatWaitsWhenNoChildCanBeStarted() {
    submit(DEFAULTS, 1);
    for (int number = 1; number <= 3; number++) {
      world.die(child(number), "could not be started: no such file");
      deliverAll(number);
      world.now += 10_000_000;
      world.tickIfDue();
    }
    assertThat(errorOf(ended(1)).type()).isEqualTo("child-start-failed");
    assertThat(errorOf(ended(1)).message()).contains("no such file");
    assertThat(world.children).isEmpty();
    submit(DEFAULTS, 2);
    ready(4);
    world.settle();
    assertThat(ended(2).outcome()).isInstanceOf(Outcome.Succeeded.class);
  }

  @Test
  void replacesAChildAfterItsShareOfTasks() {
    ChildPoolWorld small = new ChildPoolWorld(ChildPoolCoreRandomTest.settings(1, 2));
    for (long id : new long[] {1, 2, 3}) {
      Work work = PortableBehaviour.work(Behaviour.returns("x"));
      small.handle(
          new ChildPoolEvent.Told(
              new Command.Submit(List.of(new SchemeTask(id, "task", work, DEFAULTS)))));
      small.settle();
    }
    assertThat(small.children.keySet()).containsExactly(2);
  }

  @Test
  void refusesACallOfThisProcess() {
    SchemeTask task = new SchemeTask(1, "call", new Work.Live(context -> "x"), DEFAULTS);
    world.handle(new ChildPoolEvent.Told(new Command.Submit(List.of(task))));
    assertThat(errorOf(ended(1)).kind()).isEqualTo(TaskError.Kind.REFUSED);
    assertThat(errorOf(ended(1)).type()).isEqualTo("not-portable");
    assertThat(errorOf(ended(1)).message()).contains("task call");
  }

  @Test
  void ignoresLateWordsOfTasksThatHaveEnded() {
    submit(DEFAULTS, 1);
    ready(1);
    start(1);
    world.finish(child(1));
    List<ChildPoolEvent> said = List.copyOf(child(1).outgoing);
    deliverAll(1);
    int before = world.events.size();
    said.forEach(world::handle);
    assertThat(world.events).hasSize(before);
  }

  @Test
  void endsATaskThatWaitedTooLongInItsChild() {
    learnThatTasksAreShort();
    TaskOptions limited =
        new TaskOptions(3, 0, Optional.of(Duration.ofMillis(50)), Optional.empty(), 0, false);
    submit(DEFAULTS, 1);
    start(1);
    submit(limited, 2);
    world.now += 60_000;
    world.tickIfDue();
    start(1);
    assertThat(errorOf(ended(2)).type()).isEqualTo("queue-timeout");
    assertThat(isOpen(1)).isTrue();
  }
}
