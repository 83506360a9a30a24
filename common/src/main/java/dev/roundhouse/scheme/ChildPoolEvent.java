package dev.roundhouse.scheme;

import dev.roundhouse.child.ChildMessage;
import java.util.Objects;

/** What a pool of child JVMs is told. A child is named by its number in the pool. */
sealed interface ChildPoolEvent {

  /** Somebody wants something. */
  record Told(Scheme.Command command) implements ChildPoolEvent {
    public Told {
      Objects.requireNonNull(command, "command");
    }
  }

  /** Ends everything; answered by {@link ChildPoolEffect.Closed}. */
  record Close() implements ChildPoolEvent {}

  /** A deadline may have passed. */
  record Tick() implements ChildPoolEvent {}

  /** A child greeted. */
  record Ready(int child, long pid) implements ChildPoolEvent {}

  /** A child said something about a task. */
  record Said(int child, ChildMessage.FromChild message) implements ChildPoolEvent {
    public Said {
      Objects.requireNonNull(message, "message");
    }
  }

  /**
   * A child's process ended, or never came to be; all that it said was told before.
   *
   * @param how for people, such as {@code child JVM 123 was killed by signal 9 (KILL)}
   */
  record Exited(int child, String how) implements ChildPoolEvent {
    public Exited {
      Objects.requireNonNull(how, "how");
    }
  }
}
