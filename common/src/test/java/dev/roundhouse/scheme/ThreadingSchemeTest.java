package dev.roundhouse.scheme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.bundle.BundleLoaders;
import dev.roundhouse.work.CodeRunners;
import dev.roundhouse.work.Payload;
import dev.roundhouse.work.Work;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ThreadingSchemeTest extends SchemeContract {

  private static final Place HERE =
      new Place("threading", "", "localhost", ProcessHandle.current().pid());

  @Override
  protected Scheme create(int size, Scheme.Listener listener) {
    return create(settings(size), listener);
  }

  static Scheme create(ThreadingSettings settings, Scheme.Listener listener) {
    return new ThreadingScheme(settings, CodeRunners.create(BundleLoaders.local()), listener);
  }

  static ThreadingSettings settings(int size) {
    return new ThreadingSettings(
        "threading",
        size,
        ThreadingSettings.WAITING,
        GRACE,
        InstantSource.system(),
        () -> HERE,
        Path.of(System.getProperty("java.io.tmpdir")));
  }

  @Override
  protected Work work(Behaviour behaviour) {
    return new Work.Live(behaviour::perform);
  }

  @Override
  protected Object value(Payload payload) {
    return ((Payload.Live) payload).value();
  }

  @Test
  void saysWhichThreadIsStuckAndWhere() throws Exception {
    Scheme scheme = open(1);
    long task = submit(scheme, Behaviour.ignoresInterrupts(gate("late")));
    log.awaitOutput(task);
    cancel(scheme, task, "not wanted");
    assertThat(cancellation(task)).contains("thread roundhouse-threading-1 at ").contains("stuck");
  }

  @Test
  void discardsWhatAStuckTaskReturnsInTheEnd() throws Exception {
    Scheme scheme = open(1);
    Path gate = gate("late");
    long task = submit(scheme, Behaviour.ignoresInterrupts(gate));
    log.awaitOutput(task);
    cancel(scheme, task, "not wanted");
    cancellation(task);
    release(gate);
    result(submit(scheme, Behaviour.returns("next")));
    scheme.close();
    assertThat(log.of(task, SchemeEvent.Ended.class)).hasSize(1);
    assertThat(log.of(task)).last().isInstanceOf(SchemeEvent.Ended.class);
  }

  @Test
  void runsTasksThatWaitBesideItsSlotsWhereThereAreVirtualThreads() throws Exception {
    Scheme scheme = open(1);
    Path gate = gate("gate");
    TaskOptions waits = new TaskOptions(3, 0, Optional.empty(), Optional.empty(), 0, true);
    long first = submit(scheme, Behaviour.holds(gate), waits);
    long second = submit(scheme, Behaviour.holds(gate), waits);
    log.awaitStart(first);
    if (Runtime.version().feature() >= 21) {
      log.awaitStart(second);
      assertThat(result(submit(scheme, Behaviour.returns("slot")))).isEqualTo("slot");
    }
    release(gate);
    assertThat(result(first)).isEqualTo("released");
    assertThat(result(second)).isEqualTo("released");
  }

  @Test
  void putsTheStandardStreamsBackWhenTheLastSchemeCloses() {
    PrintStream out = System.out;
    Scheme first = create(1, new EventLog());
    Scheme second = create(1, new EventLog());
    assertThat(System.out).isNotSameAs(out);
    first.close();
    assertThat(System.out).isNotSameAs(out);
    second.close();
    assertThat(System.out).isSameAs(out);
  }

  @Test
  void runsAnotherSubmissionOfAKnownTaskOnce() throws Exception {
    Scheme scheme = open(1);
    Path gate = gate("gate");
    log.awaitStart(submit(scheme, Behaviour.holds(gate)));
    SchemeTask task = task(Behaviour.returns("once"), TaskOptions.DEFAULTS);
    scheme.tell(new Scheme.Command.Submit(List.of(task)));
    scheme.tell(new Scheme.Command.Submit(List.of(task)));
    release(gate);
    assertThat(result(task.id())).isEqualTo("once");
    scheme.close();
    assertThat(log.of(task.id(), SchemeEvent.Accepted.class)).hasSize(1);
    assertThat(log.of(task.id(), SchemeEvent.Ended.class)).hasSize(1);
  }
}
