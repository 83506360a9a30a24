package dev.roundhouse.scheme;

import java.util.ArrayDeque;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the events of one task to the listener, one at a time and in order, whatever threads they
 * come from, and none after {@code Ended}. No lock is held while the listener is called: who finds
 * another thread at it leaves the event to that thread.
 */
final class Emitter {

  private static final Logger LOG = LoggerFactory.getLogger(Emitter.class);

  private final Scheme.Listener listener;
  private final Runnable onEnded;
  private final Queue<SchemeEvent> events = new ArrayDeque<>(4);
  private boolean draining;
  private boolean ended;

  /**
   * @param onEnded called after the listener was given {@code Ended}
   */
  Emitter(Scheme.Listener listener, Runnable onEnded) {
    this.listener = listener;
    this.onEnded = onEnded;
  }

  void emit(SchemeEvent event) {
    add(event);
    drain();
  }

  /** Puts an event in its place in the order; {@link #drain} is to follow. */
  synchronized void add(SchemeEvent event) {
    if (!ended) {
      events.add(event);
      ended = event instanceof SchemeEvent.Ended;
    }
  }

  void drain() {
    while (true) {
      SchemeEvent event;
      synchronized (this) {
        if (draining || events.isEmpty()) {
          return;
        }
        event = events.remove();
        draining = true;
      }
      tell(listener, event);
      synchronized (this) {
        draining = false;
      }
      if (event instanceof SchemeEvent.Ended) {
        onEnded.run();
      }
    }
  }

  /** Calls the listener; what it throws is its bug and must not end the scheme's thread. */
  static void tell(Scheme.Listener listener, SchemeEvent event) {
    try {
      listener.accept(event);
    } catch (RuntimeException e) {
      LOG.error("A scheme's listener threw on {}; it must not", event, e);
    }
  }
}
