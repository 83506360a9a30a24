package dev.roundhouse.client;

import dev.roundhouse.pipeline.Plan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of a loop: a row of elements for each, and how their results nest. The outermost lists
 * of the deepest ports are looped first, a port of less depth joins when the others are unpacked as
 * far as it is. So the results are nested as deep as the deepest port.
 */
final class Iterations {
  private final List<Plan.LoopPort> ports;
  private final boolean pairwise;
  private final int limit;
  private final List<Object[]> rows = new ArrayList<>();
  private final Shape shape;

  /** How results nest; the recursion goes as deep as declared types, never as values. */
  private sealed interface Shape {
    record One() implements Shape {}

    record Many(List<Shape> children) implements Shape {}
  }

  private static final Shape ONE = new Shape.One();

  /**
   * Expands the values.
   *
   * @param values the value of each port
   * @param limit most tasks
   * @throws CannotExpand a value is no list, lists to be zipped differ in length, or there would be
   *     too many tasks
   */
  Iterations(Plan.Expansion.Loop loop, List<Object> values, int limit) throws CannotExpand {
    this.ports = loop.ports();
    this.pairwise = loop.pairwise();
    this.limit = limit;
    int depth = ports.stream().mapToInt(Plan.LoopPort::depth).max().orElse(0);
    this.shape = expand(values.toArray(), depth);
  }

  int count() {
    return rows.size();
  }

  /** The element that the task gets at the loop's port. */
  @Nullable Object element(int task, int port) {
    return rows.get(task)[port];
  }

  /** Nests results, one a task, as the inputs were nested. */
  @Nullable Object nest(@Nullable Object[] results) {
    return nest(shape, results, new int[1]);
  }

  private Shape expand(Object[] current, int level) throws CannotExpand {
    if (level == 0) {
      rows.add(current);
      return ONE;
    }
    int[] looped = portsAt(level);
    List<List<?>> lists = new ArrayList<>();
    for (int port : looped) {
      lists.add(list(port, current[port]));
    }
    int count = pairwise ? zippedLength(looped, lists) : product(lists);
    List<Shape> children = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      children.add(expand(row(current, looped, lists, i), level - 1));
    }
    return new Shape.Many(children);
  }

  private int[] portsAt(int level) {
    int[] looped = new int[ports.size()];
    int count = 0;
    for (int port = 0; port < looped.length; port++) {
      if (ports.get(port).depth() >= level) {
        looped[count++] = port;
      }
    }
    return Arrays.copyOf(looped, count);
  }

  private Object[] row(Object[] current, int[] looped, List<List<?>> lists, int number) {
    Object[] row = current.clone();
    int rest = number;
    for (int i = looped.length - 1; i >= 0; i--) {
      List<?> list = lists.get(i);
      row[looped[i]] = list.get(pairwise ? number : rest % list.size());
      rest /= Math.max(1, list.size());
    }
    return row;
  }

  private List<?> list(int port, @Nullable Object value) throws CannotExpand {
    if (value instanceof List<?> list && list instanceof java.util.RandomAccess) {
      return list;
    }
    if (value instanceof Collection<?> collection) {
      return new ArrayList<>(collection);
    }
    String got = value == null ? "null" : value.getClass().getTypeName();
    throw new CannotExpand(
        "not-a-list",
        "port " + ports.get(port).port() + " is looped over but got " + got + ", expected a list");
  }

  private int zippedLength(int[] looped, List<List<?>> lists) throws CannotExpand {
    int length = lists.get(0).size();
    for (int i = 1; i < looped.length; i++) {
      if (lists.get(i).size() != length) {
        throw new CannotExpand(
            "unequal-lengths",
            "port "
                + ports.get(looped[0]).port()
                + " has "
                + length
                + " elements and port "
                + ports.get(looped[i]).port()
                + " has "
                + lists.get(i).size()
                + ", expected equal lengths for loop = pairwise");
      }
    }
    return checked(length);
  }

  private int product(List<List<?>> lists) throws CannotExpand {
    long product = 1;
    for (List<?> list : lists) {
      if (list.isEmpty()) {
        return 0;
      }
      product = Math.min(Integer.MAX_VALUE, product * list.size());
    }
    return checked(product);
  }

  private int checked(long more) throws CannotExpand {
    if (rows.size() + more > limit) {
      throw new CannotExpand(
          "too-many-tasks",
          "the loop over "
              + String.join(", ", ports.stream().map(Plan.LoopPort::port).toList())
              + " makes more than "
              + limit
              + " tasks, the most that a module may have");
    }
    return (int) more;
  }

  private static @Nullable Object nest(Shape shape, @Nullable Object[] results, int[] next) {
    if (shape instanceof Shape.Many many) {
      List<Object> list = new ArrayList<>(many.children().size());
      for (Shape child : many.children()) {
        list.add(nest(child, results, next));
      }
      return java.util.Collections.unmodifiableList(list);
    }
    return results[next[0]++];
  }
}
