package dev.roundhouse.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.scheme.Attempt;
import dev.roundhouse.scheme.SchemeEvent;
import dev.roundhouse.wire.ClientCommand.TaskUpdates;
import dev.roundhouse.wire.ClientCommand.Welcome;
import dev.roundhouse.wire.ControllerCommand;
import dev.roundhouse.wire.ControllerCommand.CancelTasks;
import dev.roundhouse.wire.ControllerCommand.Submit;
import dev.roundhouse.wire.Inbox;
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
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A controller, a network and a session that do things in any order. */
class LinkCoreRandomTest {

  private static final int SEEDS = 200;
  private static final int STEPS = 400;
  private static final int WINDOW = 5;
  private static final Payload SMALL = new Payload.Encoded(new byte[] {1});
  private static final Payload LARGE = new Payload.Stored("blob", 100_000, "host", 1);

  private Random random = new Random(0);
  private final Played link = new Played();
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
          link);
  private final Map<Long, Integer> ends = new HashMap<>();
  private long now = 1_000_000_000;
  private long submitted;
  private boolean drains;
  private int drained;
  private final Set<Long> whenItDrained = new HashSet<>();

  /** What the controller of the current connection holds, and what it said. */
  private final Set<Long> atCluster = new LinkedHashSet<>();

  private final List<RecordedLink.Reading> reads = new ArrayList<>();
  private Inbox submits = new Inbox();
  private long epoch = 1;
  private long updatesSeq;

  static LongStream seeds() {
    long first = System.nanoTime();
    return LongStream.range(first, first + SEEDS);
  }

  /** The seed stands in the test's name. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void endsEveryTaskOnceWhateverHappens(long seed) {
    random = new Random(seed);
    for (int step = 0; step < STEPS; step++) {
      step();
      core.flush(now);
      core.check();
      assertThat(ends.values()).as("step %d", step).allMatch(times -> times == 1);
      assertThat(atCluster.size()).as("step %d", step).isLessThanOrEqualTo(WINDOW);
    }
    if (drains) {
      drainOut();
    }
    core.close("over");
    core.check();
    assertThat(ends.keySet())
        .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, submitted).boxed().toList());
    assertThat(ends.values()).allMatch(times -> times == 1);
  }

  private void step() {
    int choice = random.nextInt(100);
    if (choice < 25) {
      submit();
    } else if (choice < 30 && submitted > 0) {
      core.cancel(List.of(1 + random.nextLong(submitted)), "not wanted");
    } else if (choice < 50) {
      end();
    } else if (choice < 65) {
      read();
    } else if (choice < 75) {
      welcome();
    } else if (choice < 90) {
      pass(random.nextInt(2_000_000));
    } else if (choice == 90) {
      // The lease runs out.
      now += 11_000_000;
      core.tick(now);
    } else if (choice == 91) {
      core.refused("busy", "not now");
    } else if (choice == 92) {
      core.closing("the cluster ends");
    } else if (choice == 93) {
      core.connectFailed("no route");
    } else if (choice == 94 && !drains && random.nextInt(4) == 0) {
      drains = true;
      whenItDrained.addAll(atCluster);
      reads.forEach(reading -> whenItDrained.add(reading.task().id()));
      core.drain(random.nextInt(60_000_000), now);
    } else {
      core.beatAcked(epoch, now, random.nextInt(3), now);
    }
  }

  /** What drains is over in bounded time, also where the link was lost meanwhile. */
  private void drainOut() {
    for (int i = 0; i < 100 && !(atCluster.isEmpty() && reads.isEmpty()); i++) {
      pass(1_000_000);
      end();
      read();
      core.flush(now);
    }
    pass(11_000_000);
    core.flush(now);
    assertThat(ends.keySet()).as("what was there when it drained").containsAll(whenItDrained);
    assertThat(drained).as("times it was told that the drain is over").isEqualTo(1);
  }

  private void submit() {
    List<LinkTask> tasks = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      long queueTimeout = random.nextInt(4) == 0 ? 1 + random.nextInt(5_000) : 0;
      TaskTemplate template =
          new TaskTemplate("code", "task", 3, queueTimeout, 0, random.nextInt(2));
      WireCode code = new WireCode("code", Code.Kind.FUNCTION, List.of(), SMALL, "host:2");
      submitted++;
      tasks.add(new LinkTask(new TaskSpec(submitted, template, SMALL), code, submitted));
    }
    core.submit(tasks, now);
  }

  private void welcome() {
    if (core.state() == LinkState.CONNECTING) {
      epoch++;
      updatesSeq = 0;
      submits = new Inbox();
      core.welcomed(
          new Welcome(epoch, WINDOW, 1_000, 10_000, "machine", now, random.nextInt(3)), now);
    }
  }

  /** A task ends at the cluster; sometimes the message comes twice, or is of another life. */
  private void end() {
    if (core.state() != LinkState.CONNECTED || atCluster.isEmpty()) {
      return;
    }
    long task = List.copyOf(atCluster).get(random.nextInt(atCluster.size()));
    Payload body = random.nextInt(3) == 0 ? LARGE : SMALL;
    TaskUpdate end =
        new TaskUpdate.Ended(
            task, 1, EngineName.UNNAMED, Ending.SUCCEEDED, 1, 2, body, SMALL, List.of());
    core.updates(new TaskUpdates(epoch - 1, updatesSeq + 1, List.of(end)), now);
    updatesSeq++;
    atCluster.remove(task);
    for (int times = random.nextInt(5) == 0 ? 2 : 1; times > 0; times--) {
      core.updates(new TaskUpdates(epoch, updatesSeq, List.of(end)), now);
    }
  }

  private void read() {
    if (reads.isEmpty()) {
      return;
    }
    RecordedLink.Reading reading = reads.remove(random.nextInt(reads.size()));
    if (random.nextInt(3) > 0) {
      if (core.resultRead(reading.task())) {
        count(reading.task().id());
      }
    } else {
      List<Attempt> lost =
          LinkEnding.attempts(
              reading.task(),
              reading.end(),
              new Outcome.Cancelled("lost"),
              new LinkEnding.Times(1, 2));
      core.resultLost(
          reading.task(), lost.subList(reading.task().lost().size(), lost.size()), "gone", now);
    }
  }

  private void pass(long micros) {
    now += micros;
    if (core.state() == LinkState.CONNECTED && random.nextBoolean()) {
      core.beatAcked(epoch, now, random.nextInt(3), now);
      core.submitAcked(epoch, submits.applied(), now);
    }
    core.tick(now);
  }

  private void count(long task) {
    ends.merge(task, 1, Integer::sum);
  }

  /** The way to the controller, which takes what it is sent at once. */
  private final class Played implements LinkOutlet {

    @Override
    public void send(ControllerCommand message) {
      if (message instanceof Submit submit && submits.accept(submit.seq())) {
        assertThat(submit.client()).isEqualTo(core.client());
        assertThat(drains).as("whether it drains and submits").isFalse();
        for (TaskSpec task : submit.tasks()) {
          assertThat(ends).doesNotContainKey(task.number());
          atCluster.add(task.number());
        }
      } else if (message instanceof CancelTasks cancel
          && cancel.reason().equals("there are no engines")) {
        for (long number : cancel.numbers()) {
          atCluster.remove(number);
        }
      }
    }

    @Override
    public void emit(SchemeEvent event) {
      if (event instanceof SchemeEvent.Ended ended) {
        count(ended.task());
      } else if (event instanceof SchemeEvent.Drained) {
        drained++;
      }
    }

    @Override
    public void ended(LinkTask task, TaskUpdate.Ended end) {
      count(task.id());
    }

    @Override
    public void read(LinkTask task, TaskUpdate.Ended end) {
      reads.add(new RecordedLink.Reading(task, end));
    }

    @Override
    public void free(LinkTask task) {}

    @Override
    public void connect() {}

    @Override
    public void disconnect() {
      atCluster.clear();
    }
  }
}
