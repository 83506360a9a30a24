package dev.roundhouse.client;

import dev.roundhouse.scheme.Scheme;
import dev.roundhouse.scheme.SchemeEvent;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Gathers events of schemes for one reader, which is signalled once for all that has gathered. The
 * schemes' threads write, the reader reads.
 */
final class EventInbox implements Scheme.Listener {
  private static final int BATCH = 1024;

  private final Runnable signal;
  private final Queue<SchemeEvent> events = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean signalled = new AtomicBoolean();

  /**
   * @param signal makes the reader call {@link #drain} soon
   */
  EventInbox(Runnable signal) {
    this.signal = signal;
  }

  @Override
  public void accept(SchemeEvent event) {
    events.add(event);
    signalOnce();
  }

  private void signalOnce() {
    if (signalled.compareAndSet(false, true)) {
      signal.run();
    }
  }

  /** Gives what has gathered to the reader; signals again where that is more than a batch. */
  void drain(Consumer<SchemeEvent> reader) {
    signalled.set(false);
    for (int i = 0; i < BATCH; i++) {
      SchemeEvent event = events.poll();
      if (event == null) {
        return;
      }
      reader.accept(event);
    }
    signalOnce();
  }
}
