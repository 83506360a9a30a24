package dev.roundhouse.toolbox;

import dev.roundhouse.client.ModuleProgress;
import dev.roundhouse.client.ModuleStatus;
import dev.roundhouse.client.RunEvent;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Shows a run while it runs: on a terminal a bar a stage that is drawn again and again, else a line
 * whenever a stage begins or ends. Safe for use by several threads.
 */
final class RunDisplay implements Consumer<RunEvent>, AutoCloseable {

  private static final int MOST_BARS = 16;
  private static final long PERIOD_MILLIS = 100;

  private final Output output;
  private final StageBoard board;
  private final boolean live;
  private final ScheduledExecutorService painter;
  private int drawn;
  private boolean changed = true;
  private boolean closed;

  RunDisplay(Output output, List<String> modules) {
    this.output = output;
    this.board = new StageBoard(modules);
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
    }
  }

  /** A line of talk; the bars move below it. */
  synchronized void say(String line) {
    erase();
    output.say(line);
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
    if (!changed || closed) {
      return;
    }
    changed = false;
    List<String> bars = StageLines.bars(board.stages(MOST_BARS), output.manner().colours());
    StringBuilder picture = new StringBuilder(up());
    bars.forEach(bar -> picture.append("\u001b[2K").append(bar).append('\n'));
    picture.append("\u001b[J");
    drawn = bars.size();
    output.draw(picture.toString());
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
