package dev.roundhouse.scheme;

import dev.roundhouse.child.ChildMessage;
import java.util.Objects;

/** What a pool of child JVMs has done for it, in order. */
sealed interface ChildPoolEffect {

  /** Tells the listener. */
  record Emit(SchemeEvent event) implements ChildPoolEffect {
    public Emit {
      Objects.requireNonNull(event, "event");
    }
  }

  /** Starts a child; answered by {@code Ready} or {@code Exited}. */
  record Launch(int child) implements ChildPoolEffect {}

  /** Sends a message to a child that is ready. */
  record Send(int child, ChildMessage.ToChild message) implements ChildPoolEffect {
    public Send {
      Objects.requireNonNull(message, "message");
    }
  }

  /** Kills a child; answered by {@code Exited}. */
  record Kill(int child) implements ChildPoolEffect {}

  /** Nothing is left: no task, no child. */
  record Closed() implements ChildPoolEffect {}
}
