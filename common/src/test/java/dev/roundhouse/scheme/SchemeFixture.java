package dev.roundhouse.scheme;

import dev.roundhouse.scheme.Scheme.Command;
import dev.roundhouse.work.Outcome;
import dev.roundhouse.work.Payload;
import dev.roundhouse.work.TaskError;
import dev.roundhouse.work.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A scheme under test, its tasks and its events. */
abstract class SchemeFixture {

  /** How long the schemes under test let a cancelled task ignore its interrupt. */
  protected static final Duration GRACE = Duration.ofSeconds(2);

  @TempDir Path folder;

  final EventLog log = new EventLog();
  private final List<Scheme> schemes = new ArrayList<>();
  private final List<Path> releases = new ArrayList<>();
  private long lastTask;

  /** Makes a scheme with so many slots and with {@link #GRACE}. */
  protected abstract Scheme create(int size, Scheme.Listener listener) throws Exception;

  /** Makes work of a behaviour. */
  protected abstract Work work(Behaviour behaviour);

  /** The value of a result. */
  protected abstract Object value(Payload payload) throws Exception;

  @AfterEach
  void closeSchemes() throws IOException {
    for (Path release : releases) {
      release(release);
    }
    schemes.forEach(Scheme::close);
  }

  final Scheme open(int size) throws Exception {
    return opened(create(size, log));
  }

  /** Closes the scheme when the test ends. */
  final <S extends Scheme> S opened(S scheme) {
    schemes.add(scheme);
    return scheme;
  }

  /** A file that releases whoever waits for it, at the latest when the test ends. */
  final Path gate(String name) {
    Path release = folder.resolve(name);
    releases.add(release);
    return release;
  }

  static void release(Path gate) throws IOException {
    if (!Files.exists(gate)) {
      Files.createFile(gate);
    }
  }

  final long submit(Scheme scheme, Behaviour behaviour) {
    return submit(scheme, behaviour, TaskOptions.DEFAULTS);
  }

  final long submit(Scheme scheme, Behaviour behaviour, TaskOptions options) {
    SchemeTask task = task(behaviour, options);
    scheme.tell(new Command.Submit(List.of(task)));
    return task.id();
  }

  final SchemeTask task(Behaviour behaviour, TaskOptions options) {
    lastTask++;
    return new SchemeTask(lastTask, behaviour.name(), work(behaviour), options);
  }

  static void cancel(Scheme scheme, long task, String reason) {
    scheme.tell(new Command.Cancel(List.of(task), reason));
  }

  final Object result(long task) throws Exception {
    Outcome outcome = log.awaitEnd(task).outcome();
    if (outcome instanceof Outcome.Succeeded succeeded) {
      return value(succeeded.result());
    }
    throw new AssertionError("task " + task + " ended with " + outcome + ", expected a value");
  }

  final TaskError error(long task) {
    Outcome outcome = log.awaitEnd(task).outcome();
    if (outcome instanceof Outcome.Failed failed) {
      return failed.error();
    }
    throw new AssertionError("task " + task + " ended with " + outcome + ", expected an error");
  }

  final String cancellation(long task) {
    Outcome outcome = log.awaitEnd(task).outcome();
    if (outcome instanceof Outcome.Cancelled cancelled) {
      return cancelled.reason();
    }
    throw new AssertionError("task " + task + " ended with " + outcome + ", expected cancelled");
  }

  static TaskOptions priority(int priority) {
    return new TaskOptions(3, 0, Optional.empty(), Optional.empty(), priority, false);
  }

  static TaskOptions queueTimeout(Duration limit) {
    return new TaskOptions(3, 0, Optional.of(limit), Optional.empty(), 0, false);
  }

  static TaskOptions runTimeout(Duration limit) {
    return new TaskOptions(3, 0, Optional.empty(), Optional.of(limit), 0, false);
  }
}
