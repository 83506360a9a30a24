package dev.roundhouse.work;

import dev.roundhouse.function.TaskCallable;
import dev.roundhouse.module.ModuleContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The surroundings of one attempt in this process. {@link #close} ends it: its sub-tasks are
 * cancelled, its scratch directory is deleted, and nothing is reported any more. Safe for use by
 * several threads.
 */
public final class AttemptContext implements ModuleContext, AutoCloseable {

  /** Where an attempt's reports go. Called on the attempt's threads. */
  public interface Reporter {

    /** A fraction from 0 to 1. */
    void progress(double fraction);

    void published(String name, Object value);
  }

  /**
   * What a process gives to all attempts.
   *
   * @param subTasks runs sub-tasks; may be full, since whoever waits for one computes it
   * @param scratch folder in which scratch directories are made; need not be there
   */
  public record Surroundings(Executor subTasks, Path scratch) {
    public Surroundings {
      Objects.requireNonNull(subTasks, "subTasks");
      Objects.requireNonNull(scratch, "scratch");
    }
  }

  private final Surroundings surroundings;
  private final OutputCapture output;
  private final Reporter reporter;
  private final Set<SubTask<?>> subTasks = new HashSet<>();
  private volatile boolean cancelled;
  private volatile boolean closed;
  private @Nullable Path directory;

  public AttemptContext(Surroundings surroundings, OutputCapture output, Reporter reporter) {
    this.surroundings = Objects.requireNonNull(surroundings, "surroundings");
    this.output = Objects.requireNonNull(output, "output");
    this.reporter = Objects.requireNonNull(reporter, "reporter");
  }

  @Override
  public void progress(double fraction) {
    if (!closed && !Double.isNaN(fraction)) {
      reporter.progress(Math.max(0, Math.min(1, fraction)));
    }
  }

  @Override
  public void publish(String name, Object value) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(value, "value");
    if (!closed) {
      reporter.published(name, value);
    }
  }

  @Override
  public boolean cancelled() {
    return cancelled;
  }

  @Override
  public synchronized Path scratchDirectory() {
    Path known = directory;
    if (known != null) {
      return known;
    }
    if (closed) {
      throw new IllegalStateException(
          "the attempt has ended: it has no scratch directory any more");
    }
    try {
      Files.createDirectories(surroundings.scratch());
      Path made = Files.createTempDirectory(surroundings.scratch(), "attempt-");
      directory = made;
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException("no scratch directory in " + surroundings.scratch(), e);
    }
  }

  @Override
  public <T> Future<T> submit(TaskCallable<T> task) {
    Objects.requireNonNull(task, "task");
    SubTask<T> subTask = new SubTask<>(() -> OutputRouter.call(output, task::call), this::forget);
    synchronized (this) {
      if (closed || cancelled) {
        throw new CancellationException(
            "the attempt has ended or was cancelled: no sub-task starts");
      }
      subTasks.add(subTask);
    }
    surroundings.subTasks().execute(subTask);
    return subTask;
  }

  /** Marks the attempt as cancelled and interrupts its sub-tasks. */
  public void cancel() {
    cancelled = true;
    endSubTasks();
  }

  @Override
  public void close() {
    closed = true;
    endSubTasks();
    Path made;
    synchronized (this) {
      made = directory;
      directory = null;
    }
    if (made != null) {
      Scratch.delete(made);
    }
  }

  private void endSubTasks() {
    List<SubTask<?>> open;
    synchronized (this) {
      open = List.copyOf(subTasks);
    }
    open.forEach(subTask -> subTask.cancel(true));
  }

  private synchronized void forget(SubTask<?> subTask) {
    subTasks.remove(subTask);
  }
}
