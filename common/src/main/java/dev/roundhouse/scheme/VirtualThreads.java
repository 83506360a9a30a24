package dev.roundhouse.scheme;

import java.lang.reflect.Method;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;

/** Virtual threads where the JDK has them (21 and newer), found by reflection. */
final class VirtualThreads {

  private static final int FIRST_JDK = 21;

  private VirtualThreads() {}

  /** A factory of virtual threads; empty on an older JDK. */
  static Optional<ThreadFactory> factory(String prefix) {
    if (Runtime.version().feature() < FIRST_JDK) {
      return Optional.empty();
    }
    try {
      Class<?> builderType = Class.forName("java.lang.Thread$Builder");
      Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
      Method name = builderType.getMethod("name", String.class, long.class);
      Object named = name.invoke(builder, prefix, 1L);
      return Optional.of((ThreadFactory) builderType.getMethod("factory").invoke(named));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "JDK " + Runtime.version() + " has no virtual threads as JDK 21 has them", e);
    }
  }
}
