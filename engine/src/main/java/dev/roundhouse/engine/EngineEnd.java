package dev.roundhouse.engine;

import java.util.Objects;

/**
 * How one registration of an engine ended.
 *
 * @param kind what follows from it
 * @param code stable code of a refusal, else empty
 * @param reason for people
 */
record EngineEnd(Kind kind, String code, String reason) {

  /** What follows. */
  enum Kind {
    /** The process ends with code 0. */
    STOPPED,
    /** The process ends with the code that asks for another one in its place. */
    RESTARTING,
    /** The engine looks for the controller anew. */
    ORPHANED,
    /** The process ends with an error. */
    REFUSED
  }

  EngineEnd {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(reason, "reason");
  }

  static EngineEnd stopped(String reason) {
    return new EngineEnd(Kind.STOPPED, "", reason);
  }

  static EngineEnd restarting(String reason) {
    return new EngineEnd(Kind.RESTARTING, "", reason);
  }

  static EngineEnd orphaned(String reason) {
    return new EngineEnd(Kind.ORPHANED, "", reason);
  }

  static EngineEnd refused(String code, String reason) {
    return new EngineEnd(Kind.REFUSED, code, reason);
  }
}
