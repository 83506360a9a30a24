package dev.roundhouse.scheme;

import java.util.ArrayList;
import java.util.List;

/**
 * What a pool was told and did not handle yet. So nothing is lost between a scheme and its actor,
 * whatever ends first. Safe for use by several threads.
 */
final class ChildPoolInbox {

  private List<ChildPoolEvent> events = new ArrayList<>();
  private boolean closed;

  /** What came of an offer. */
  enum Offer {
    /** The pool has to be woken. */
    FIRST,
    /** The pool has been woken, and did not look yet. */
    FURTHER,
    /** The pool is closed: nobody will look. */
    REFUSED
  }

  synchronized Offer offer(List<? extends ChildPoolEvent> more) {
    if (closed) {
      return Offer.REFUSED;
    }
    boolean first = events.isEmpty();
    events.addAll(more);
    return first ? Offer.FIRST : Offer.FURTHER;
  }

  synchronized List<ChildPoolEvent> take() {
    List<ChildPoolEvent> taken = events;
    events = new ArrayList<>();
    return taken;
  }

  /** Takes no more; gives what is left. */
  synchronized List<ChildPoolEvent> close() {
    closed = true;
    return take();
  }
}
