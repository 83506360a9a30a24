package dev.roundhouse.pipeline;

import dev.roundhouse.module.PortType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * A set value in the type of its port.
 *
 * @param value of the port's type, in lists nested {@code depth} times
 * @param depth how many lists are looped over
 */
record Settled(Object value, int depth) {

  /**
   * Reads a set value. A list that the port's type cannot be read from is a list of values of it.
   *
   * @throws IllegalArgumentException neither it nor its elements fit; the message says why
   */
  static Settled read(Object plain, PortType port, Path folder) {
    int depth = depth(plain, port, folder);
    return new Settled(at(depth, plain, port, folder), depth);
  }

  private static int depth(Object plain, PortType port, Path folder) {
    try {
      port.read(plain, folder);
      return 0;
    } catch (IllegalArgumentException unfit) {
      if (!(plain instanceof Collection<?> list) || isWhole(list, port)) {
        throw unfit;
      }
      int deepest = 0;
      int index = 0;
      for (Object element : list) {
        deepest = Math.max(deepest, depthOf(element, index++, port, folder));
      }
      return deepest + 1;
    }
  }

  private static int depthOf(Object element, int index, PortType port, Path folder) {
    try {
      return depth(element, port, folder);
    } catch (IllegalArgumentException unfit) {
      throw new IllegalArgumentException("element " + index + ": " + unfit.getMessage(), unfit);
    }
  }

  /** A flat list for a port that takes lists was meant to be one of them. */
  private static boolean isWhole(Collection<?> list, PortType port) {
    Class<?> raw = port.required().raw();
    boolean takesLists = Collection.class.isAssignableFrom(raw) || raw.isArray();
    return takesLists && list.stream().noneMatch(Collection.class::isInstance);
  }

  private static Object at(int depth, Object plain, PortType port, Path folder) {
    if (depth == 0) {
      return port.read(plain, folder);
    }
    if (!(plain instanceof Collection<?> list)) {
      throw new IllegalArgumentException(
          "value " + plain + ", expected a list as deep as those beside it");
    }
    List<Object> elements = new ArrayList<>();
    list.forEach(element -> elements.add(at(depth - 1, element, port, folder)));
    return Collections.unmodifiableList(elements);
  }
}
