package dev.roundhouse.client;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The scheme that a module's tasks go to, and why no other.
 *
 * @param scheme the scheme's name, or {@link Dispatcher#INTERPRETER}
 * @param notTaken every other scheme, in the order in which they were considered
 */
public record SchemeChoice(String scheme, List<NotTaken> notTaken) {

  public SchemeChoice {
    Objects.requireNonNull(scheme, "scheme");
    notTaken = List.copyOf(notTaken);
  }

  /** Why a scheme was not taken. */
  public record NotTaken(String scheme, String reason) {
    public NotTaken {
      Objects.requireNonNull(scheme, "scheme");
      Objects.requireNonNull(reason, "reason");
    }

    @Override
    public String toString() {
      return scheme + ": " + reason;
    }
  }

  public boolean isInterpreter() {
    return scheme.equals(Dispatcher.INTERPRETER);
  }

  /** The reasons in one line, such as {@code cluster: not enabled; …}; empty if there are none. */
  public String reasons() {
    return notTaken.stream().map(NotTaken::toString).collect(Collectors.joining(", "));
  }
}
