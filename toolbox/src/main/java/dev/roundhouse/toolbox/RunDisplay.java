package dev.roundhouse.toolbox;

import dev.roundhouse.client.ModuleProgress;
import dev.roundhouse.client.ModuleStatus;
import dev.roundhouse.client.RunEvent;
import dev.roundhouse.history.RunRecord;
import dev.roundhouse.work.TaskError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Shows a run while it runs: on a terminal a bar a stage and a line with times and running modules,
 * drawn again and again; else a line whenever a stage begins or ends. Failures are told at once,
 * and to those who want to know more, what modules print. Safe for use by several threads.
 */
final class RunDisplay implements Consumer<RunEvent>, AutoCloseable {

  private static final int MOST_BARS = 16;
  private static final long PERIOD_MILLIS = 100;
  private static final long TICK_NANOS = 1_000_000_000;

  private final Output output;
  private final StageBoard board;
  private final RunFooter footer;
  private final PrintedLines printed = new PrintedLines();
  private final long begun = System.nanoTime();
  private final boolean live;
  private final ScheduledExecutorService painter;
  private int drawn;
  private boolean changed = true;
  private long painted;
  private boolean closed;

  RunDisplay(Output output, List<String> modules) {
    this.output = output;
    this.board = new StageBoard(modules);
    this.footer = new RunFooter(modules);
    this.live = output.manner().terminal() && !output.manner().quiet();
    this.painter =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "roundhouse-display");
              thread.setDaemon(true);
              return thread;
            });
    if (live) {
      painter.scheduleWithFixedDelay(this::paint, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public synchronized void accept(RunEvent event) {
    if (event instanceof RunEvent.ModuleChanged moved) {
      update(moved.module());
    } else if (event instanceof RunEvent.ModuleProgressed progressed) {
      update(progressed.module());
    } else if (event instanceof RunEvent.ModuleFailed failed) {
      say(failed.module() + " failed: " + firstLine(failed.error()));
    } else if (event instanceof RunEvent.TaskOutput text && output.manner().verbose()) {
      say(printed.add(text.module(), text.index(), text.error(), text.text()));
    }
  }

  private static String firstLine(TaskError error) {
    return error.message().lines().findFirst().orElse(error.type());
  }

  /** Has the time that is left told by an earlier run of the pipeline; read only where it is. */
  void learn(Supplier<Optional<RunRecord>> earlier) {
    if (live) {
      painter.execute(() -> earlier.get().ifPresent(this::learn));
    }
  }

  private synchronized void learn(RunRecord earlier) {
    Map<String, Duration> took = new HashMap<>();
    earlier
        .modules()
        .forEach(module -> module.elapsed().ifPresent(time -> took.put(module.name(), time)));
    earlier.elapsed().ifPresent(whole -> footer.expectation().learn(took, whole));
  }

  /** A line of talk; the bars move below it. */
  void say(String line) {
    say(List.of(line));
  }

  private synchronized void say(List<String> lines) {
    if (lines.isEmpty()) {
      return;
    }
    erase();
    lines.forEach(output::say);
    changed = true;
    if (live && !closed) {
      paint();
    }
  }

  @Override
  public void close() {
    finish();
  }

  /** Draws a last time and leaves it there; what is said afterwards stands below. */
  void finish() {
    painter.shutdownNow();
    synchronized (this) {
      if (live && !closed) {
        changed = true;
        paint();
      }
      closed = true;
      drawn = 0;
    }
  }

  private void update(ModuleProgress module) {
    changed = true;
    footer.update(module, elapsed());
    if (module.status().isFinal()) {
      say(printed.ended(module.name()));
    }
    board
        .update(
            module.name(),
            new StageBoard.ModuleView(module.status(), module.ended(), module.tasks()))
        .ifPresent(
            stage -> {
              if (!live && !closed && stage.status() != ModuleStatus.QUEUED) {
                output.say(StageLines.plain(stage));
              }
            });
  }

  private synchronized void paint() {
    long now = System.nanoTime();
    if (closed || (!changed && now - painted < TICK_NANOS)) {
      return;
    }
    changed = false;
    painted = now;
    List<String> bars =
        new ArrayList<>(StageLines.bars(board.stages(MOST_BARS), output.manner().colours()));
    bars.add(footer.text(elapsed()));
    StringBuilder picture = new StringBuilder(up());
    bars.forEach(bar -> picture.append("\u001b[2K").append(bar).append('\n'));
    picture.append("\u001b[J");
    drawn = bars.size();
    output.draw(picture.toString());
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  private void erase() {
    if (drawn > 0) {
      output.draw(up() + "\u001b[J");
      drawn = 0;
    }
  }

  private String up() {
    return drawn > 0 ? "\u001b[" + drawn + "A\r" : "\r";
  }
}
