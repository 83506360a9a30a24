package dev.roundhouse.scheme;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.roundhouse.scheme.Scheme.Command;
import dev.roundhouse.work.Payload;
import dev.roundhouse.work.TaskError;
import dev.roundhouse.work.Work;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MultiprocessingSchemeTest extends IsolatingSchemeContract {

  private static final ActorTestKit KIT = ActorTestKit.create(ConfigFactory.load());

  @TempDir Path home;

  @AfterAll
  static void endActors() {
    KIT.shutdownTestKit();
  }

  @Override
  protected Scheme create(int size, Scheme.Listener listener) {
    return new MultiprocessingScheme(settings(size, 0), KIT.system(), listener);
  }

  private MultiprocessingSettings settings(int size, int prestart) {
    return settings(size, prestart, ChildJvm.like(home, home.resolve("children")));
  }

  private static MultiprocessingSettings settings(int size, int prestart, ChildJvm jvm) {
    return settings(size, prestart, Recycling.NEVER, jvm);
  }

  private static MultiprocessingSettings settings(
      int size, int prestart, Recycling recycling, ChildJvm jvm) {
    return new MultiprocessingSettings(
        "multiprocessing",
        size,
        prestart,
        recycling,
        GRACE,
        InstantSource.system(),
        "localhost",
        jvm);
  }

  @Override
  protected Work work(Behaviour behaviour) {
    return PortableBehaviour.work(behaviour);
  }

  @Override
  protected Object value(Payload payload) {
    return PortableBehaviour.value(payload);
  }

  private MultiprocessingScheme open(MultiprocessingSettings settings) {
    return opened(new MultiprocessingScheme(settings, KIT.system(), log));
  }

  private static List<ProcessHandle> childJvms() {
    return ProcessHandle.current()
        .descendants()
        .filter(ProcessHandle::isAlive)
        .filter(
            process -> process.info().commandLine().orElse("").contains("-Droundhouse.role=child"))
        .toList();
  }

  private static List<ProcessHandle> awaitChildJvms(int count) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    List<ProcessHandle> seen = childJvms();
    // A command line cannot be read in the moment in which the process takes it on.
    while (seen.size() != count) {
      assertThat(System.nanoTime())
          .as("%s child JVMs within a minute; there are %s", count, seen)
          .isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      seen = childJvms();
    }
    return seen;
  }

  private static void awaitEnd(ProcessHandle process) throws Exception {
    process.onExit().get(60, TimeUnit.SECONDS);
  }

  @Test
  void saysWhichSignalKilledAChild() throws Exception {
    TaskOptions once = new TaskOptions(1, 0, Optional.empty(), Optional.empty(), 0, false);
    long task = submit(open(1), Behaviour.holds(gate("gate")), once);
    log.awaitStart(task);
    long pid = log.of(task, SchemeEvent.Started.class).get(0).place().pid();
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    assertThat(error(task).message())
        .contains("child JVM " + pid + " was killed by signal 9 (KILL)");
  }

  @Test
  void triesATaskAgainWhoseChildWasKilled() throws Exception {
    Path gate = gate("gate");
    long task = submit(open(1), Behaviour.holds(gate));
    log.awaitStart(task);
    long pid = log.of(task, SchemeEvent.Started.class).get(0).place().pid();
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    release(gate);
    assertThat(result(task)).isEqualTo("released");
    assertThat(log.awaitEnd(task).attempts())
        .extracting(Attempt::status)
        .containsExactly(Attempt.Status.LOST, Attempt.Status.SUCCEEDED);
  }

  @Test
  void refusesACallOfThisProcess() throws Exception {
    Scheme scheme = open(1);
    SchemeTask call =
        new SchemeTask(99, "call", new Work.Live(context -> "here"), TaskOptions.DEFAULTS);
    scheme.tell(new Command.Submit(List.of(call)));
    assertThat(error(99).kind()).isEqualTo(TaskError.Kind.REFUSED);
    assertThat(error(99).type()).isEqualTo("not-portable");
  }

  @Test
  void reusesAChild() throws Exception {
    Scheme scheme = open(1);
    long first = submit(scheme, Behaviour.returns("first"));
    long second = submit(scheme, Behaviour.returns("second"));
    assertThat(log.awaitEnd(second).attempts().get(0).place())
        .isEqualTo(log.awaitEnd(first).attempts().get(0).place());
  }

  @Test
  void replacesAChildAfterItsTasks() throws Exception {
    ChildJvm jvm = settings(1, 0).jvm();
    Scheme scheme = open(settings(1, 0, new Recycling(2, Long.MAX_VALUE), jvm));
    List<Long> pids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      pids.add(pidOf(submit(scheme, Behaviour.returns("done"))));
    }
    assertThat(pids.get(1)).isEqualTo(pids.get(0));
    assertThat(pids.get(3)).isEqualTo(pids.get(2));
    assertThat(new HashSet<>(pids)).hasSize(3);
  }

  @Test
  void replacesAChildWhoseHeapGrew() throws Exception {
    int hoard = 64 << 20;
    ChildJvm jvm = settings(1, 0).jvm().withOptions(List.of("-Xms8m", "-Xmx512m"));
    Scheme scheme = open(settings(1, 0, new Recycling(Integer.MAX_VALUE, hoard / 2), jvm));
    long first = pidOf(submit(scheme, Behaviour.returns("small")));
    long second = pidOf(submit(scheme, Behaviour.hoards(hoard)));
    long third = pidOf(submit(scheme, Behaviour.returns("small")));
    assertThat(second).isEqualTo(first);
    assertThat(third).isNotEqualTo(first);
  }

  private long pidOf(long task) throws Exception {
    result(task);
    return log.awaitEnd(task).attempts().get(0).place().pid();
  }

  @Test
  void runsChildrenWhereAndWithWhatTheProfileSays() throws Exception {
    Path work = Files.createDirectory(home.resolve("work"));
    ChildJvm jvm = settings(1, 0).jvm().in(Optional.of(work), Map.of("GREETING", "good day"));
    long task = submit(open(settings(1, 0, jvm)), Behaviour.looksAround("GREETING"));
    assertThat(result(task)).isEqualTo("good day in " + work.toRealPath());
  }

  @Test
  void startsChildrenAheadAndLeavesNoneBehind() throws Exception {
    MultiprocessingScheme scheme = open(settings(2, 2));
    List<ProcessHandle> children = awaitChildJvms(2);
    result(submit(scheme, Behaviour.returns("done")));
    assertThat(childJvms()).containsExactlyInAnyOrderElementsOf(children);
    scheme.close();
    for (ProcessHandle child : children) {
      awaitEnd(child);
    }
    assertThat(home.resolve("children")).isEmptyDirectory();
  }

  @Test
  void failsTasksWithTheReasonWhenNoChildCanBeStarted() throws Exception {
    ChildJvm broken = settings(1, 0).jvm().withOptions(List.of("-Xmx-nonsense"));
    long task = submit(open(settings(1, 0, broken)), Behaviour.returns("never"));
    assertThat(error(task).type()).isEqualTo("child-start-failed");
    assertThat(error(task).message()).contains("tried 3 times").contains("-Xmx-nonsense");
  }

  @Test
  void reachesChildrenByLoopbackWhereASocketsPathIsTooLong() throws Exception {
    ChildJvm distant = ChildJvm.like(home, home.resolve("long-".repeat(30)));
    long task = submit(open(settings(1, 0, distant)), Behaviour.returns("near"));
    assertThat(result(task)).isEqualTo("near");
  }

  @Test
  void endsItsTasksAndChildrenWhenTheActorSystemEndsFirst() throws Exception {
    ActorTestKit other = ActorTestKit.create("other", ConfigFactory.load());
    Scheme scheme = opened(new MultiprocessingScheme(settings(1, 0), other.system(), log));
    long running = submit(scheme, Behaviour.holds(gate("gate")));
    log.awaitStart(running);
    long queued = submit(scheme, Behaviour.returns("never"));
    List<ProcessHandle> children = childJvms();
    other.shutdownTestKit();
    assertThat(cancellation(running)).contains("closed");
    assertThat(cancellation(queued)).contains("closed");
    assertThat(cancellation(submit(scheme, Behaviour.returns("late")))).contains("closed");
    for (ProcessHandle child : children) {
      awaitEnd(child);
    }
  }
}
