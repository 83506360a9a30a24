package dev.roundhouse.value;

/** Stops a codec that cannot go on in its present way; never leaves the package. */
final class Detour extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What to do instead. */
  enum Way {
    /** The value holds an object without a tag: use the JDK's serialisation for all of it. */
    JAVA,
    /** It is nested deeply: do it again on a thread with a large stack. */
    LARGE_STACK
  }

  private final Way way;

  Detour(Way way) {
    super(way.name(), null, false, false);
    this.way = way;
  }

  Way way() {
    return way;
  }
}
