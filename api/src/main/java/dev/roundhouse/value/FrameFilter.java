package dev.roundhouse.value;

import java.io.ObjectInputFilter;
import java.util.List;

/**
 * Bounds what the JDK's serialisation may make by the bytes that it is made from: arrays by their
 * elements, all together, and references by their number. Refuses classes that act when they are
 * read.
 */
final class FrameFilter implements ObjectInputFilter {
  private static final List<String> DENIED =
      List.of(
          "java.rmi.",
          "sun.rmi.",
          "javax.management.",
          "javax.naming.",
          "com.sun.jndi.",
          "com.sun.rowset.");

  /** Tables of hash maps have up to eight places an element, and at least this many. */
  private static final int PLACES_AN_ELEMENT = 8;

  private static final int FEW = 1024;

  private final long frame;
  private final int deepest;
  private long primitiveBytes;
  private long places;
  private boolean tooDeep;

  FrameFilter(int frame, int deepest) {
    this.frame = frame;
    this.deepest = deepest;
  }

  @Override
  public Status checkInput(FilterInfo info) {
    if (info.depth() > deepest) {
      tooDeep = true;
      return Status.REJECTED;
    }
    if (info.references() > frame) {
      return Status.REJECTED;
    }
    Class<?> type = info.serialClass();
    if (type == null) {
      return Status.UNDECIDED;
    }
    if (info.arrayLength() >= 0 && !fits(type, info.arrayLength())) {
      return Status.REJECTED;
    }
    String name = type.getName();
    return DENIED.stream().anyMatch(name::startsWith) ? Status.REJECTED : Status.ALLOWED;
  }

  /** Whether it refused something for its depth. */
  boolean isTooDeep() {
    return tooDeep;
  }

  private boolean fits(Class<?> type, long length) {
    Class<?> element = type.getComponentType();
    if (element != null && element.isPrimitive()) {
      primitiveBytes += length * Primitives.width(element);
      return primitiveBytes <= frame;
    }
    places += length;
    return places <= PLACES_AN_ELEMENT * frame + FEW;
  }
}
