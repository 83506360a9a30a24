package dev.roundhouse.controller;

import java.util.Optional;

/** Who may join: processes of the controller's own version, until the cluster is shut down. */
final class Admission {

  /**
   * Why a process may not join.
   *
   * @param code stable, for programs
   */
  record Refusal(String code, String message) {}

  private final String version;
  private boolean closed;

  Admission(String version) {
    this.version = version;
  }

  Optional<Refusal> refusal(String theirs) {
    if (closed) {
      return Optional.of(new Refusal("shutting-down", "the cluster is shutting down"));
    }
    if (!theirs.equals(version)) {
      return Optional.of(
          new Refusal(
              "version", "version " + theirs + ", expected " + version + " as the controller has"));
    }
    return Optional.empty();
  }

  /** Nobody may join any more; false where that was so already. */
  boolean close() {
    boolean first = !closed;
    closed = true;
    return first;
  }

  boolean closed() {
    return closed;
  }
}
