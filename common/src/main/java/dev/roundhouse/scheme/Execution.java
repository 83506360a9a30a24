package dev.roundhouse.scheme;

import dev.roundhouse.module.ModuleContext;
import dev.roundhouse.value.ValueCodec;
import dev.roundhouse.work.AttemptContext;
import dev.roundhouse.work.Interruptible;
import dev.roundhouse.work.Outcome;
import dev.roundhouse.work.OutputCapture;
import dev.roundhouse.work.OutputRouter;
import dev.roundhouse.work.Payload;
import dev.roundhouse.work.TaskErrors;
import dev.roundhouse.work.Work;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a task on a thread of this process: its events, its interrupt, its capture. The
 * thread is interrupted only while the body runs, and no interrupt outlives the body. Safe for use
 * by several threads.
 */
final class Execution implements AttemptContext.Reporter {

  private static final int ATTEMPT = 1;
  private static final Duration OUTPUT_PAUSE = Duration.ofMillis(100);

  /** What a scheme gives to all its executions. */
  record Surroundings(
      ThreadingSettings settings, AttemptContext.Surroundings attempt, Timers timers) {}

  /** What is computed. */
  @FunctionalInterface
  interface Body {
    Payload compute(ModuleContext context) throws Exception;
  }

  private final long task;
  private final boolean portable;
  private final Emitter emitter;
  private final InstantSource clock;
  private final Timers timers;
  private final Place place;
  private final OutputCapture capture = new OutputCapture(this::printed);
  private final AttemptContext context;
  private final Interruptible interruptible;
  private final long startedMicros;
  private boolean flushDue;
  private @Nullable Outcome forced;

  /** An attempt that the given thread is about to compute. */
  Execution(SchemeTask task, Thread thread, Surroundings surroundings, Emitter emitter) {
    this.task = task.id();
    this.portable = task.work() instanceof Work.Portable;
    this.emitter = emitter;
    this.interruptible = new Interruptible(thread);
    this.clock = surroundings.settings().clock();
    this.timers = surroundings.timers();
    this.place = surroundings.settings().place().get();
    this.context = new AttemptContext(surroundings.attempt(), capture, this);
    this.startedMicros = Micros.now(clock);
  }

  /** Computes in the calling thread. What was forced by {@link #stop} wins over what came out. */
  Outcome run(Body body) {
    emitter.emit(new SchemeEvent.Started(task, ATTEMPT, place, startedMicros));
    Outcome outcome;
    try {
      outcome = new Outcome.Succeeded(interruptible.call(() -> routed(body)));
    } catch (Throwable e) {
      outcome = new Outcome.Failed(TaskErrors.from(e));
    }
    context.close();
    synchronized (this) {
      return forced == null ? outcome : forced;
    }
  }

  private Payload routed(Body body) throws Exception {
    return OutputRouter.call(capture, () -> body.compute(context));
  }

  /**
   * Decides how the attempt ends and interrupts it.
   *
   * @return false: that was decided before
   */
  boolean stop(Outcome outcome) {
    synchronized (this) {
      if (forced != null) {
        return false;
      }
      forced = outcome;
    }
    interruptible.interrupt();
    context.cancel();
    return true;
  }

  /** Tells the listener of the end, after everything that was printed. */
  void end(Outcome outcome) {
    Attempt attempt = Attempt.ended(ATTEMPT, outcome, place, startedMicros, Micros.now(clock));
    Captured output =
        new Captured(
            capture.text(OutputCapture.Stream.OUT), capture.text(OutputCapture.Stream.ERR));
    synchronized (emitter) {
      addOutput();
      emitter.add(new SchemeEvent.Ended(task, outcome, List.of(attempt), output));
    }
    emitter.drain();
  }

  /** Which thread computes and where it stands, for people. */
  String whereabouts() {
    Thread thread = interruptible.thread();
    StackTraceElement[] trace = thread.getStackTrace();
    return "thread " + thread.getName() + (trace.length == 0 ? "" : " at " + trace[0]);
  }

  @Override
  public void progress(double fraction) {
    emitter.emit(new SchemeEvent.Progress(task, ATTEMPT, fraction));
  }

  @Override
  public void published(String name, Object value) {
    Payload payload =
        portable ? new Payload.Encoded(ValueCodec.encode(value)) : new Payload.Live(value);
    emitter.emit(new SchemeEvent.Published(task, ATTEMPT, name, payload));
  }

  private void printed(OutputCapture from) {
    synchronized (this) {
      if (flushDue) {
        return;
      }
      flushDue = true;
    }
    timers.after(OUTPUT_PAUSE, this::flush);
  }

  private void flush() {
    synchronized (this) {
      flushDue = false;
    }
    synchronized (emitter) {
      addOutput();
    }
    emitter.drain();
  }

  private void addOutput() {
    for (OutputCapture.Stream stream : OutputCapture.Stream.values()) {
      String text = capture.take(stream);
      if (!text.isEmpty()) {
        boolean error = stream == OutputCapture.Stream.ERR;
        emitter.add(new SchemeEvent.Output(task, ATTEMPT, error, text));
      }
    }
  }
}
