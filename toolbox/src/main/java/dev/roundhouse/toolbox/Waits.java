package dev.roundhouse.toolbox;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits of commands that look again and again at something which gives no signal. */
final class Waits {

  private static final long PAUSE_MILLIS = 200;

  private Waits() {}

  /** A moment until the next look, less where it is over before. */
  static void pause(CompletableFuture<?> over) {
    try {
      over.get(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException | CancellationException e) {
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted between two looks", e);
    }
  }
}
