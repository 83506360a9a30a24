package dev.roundhouse.client;

import dev.roundhouse.scheme.Scheme;
import dev.roundhouse.work.TaskError;
import java.util.Objects;
import java.util.Optional;

/** Where a dispatcher finds the scheme of a name. Safe for use by several threads. */
interface SchemeSource {

  /**
   * The scheme for new tasks.
   *
   * @param listener receives its events, where it is made by this
   */
  Found find(String name, Scheme.Listener listener);

  /** The scheme for what it already has, enabled or not; empty where it was never made. */
  Optional<Scheme> made(String name);

  /** A scheme, or why there is none. */
  sealed interface Found {}

  /** Takes tasks. */
  record Ready(Scheme scheme) implements Found {
    public Ready {
      Objects.requireNonNull(scheme, "scheme");
    }
  }

  /** Takes none; the error says what to do. */
  record Refused(TaskError error) implements Found {
    public Refused {
      Objects.requireNonNull(error, "error");
    }
  }
}
