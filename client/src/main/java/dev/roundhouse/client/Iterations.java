package dev.roundhouse.client;

import dev.roundhouse.pipeline.Plan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * The combinations that a loop makes: a row of elements for each, and how their results nest. Its
 * recursion goes as deep as declared types, never as values.
 */
final class Iterations {
  private final List<Plan.Level> levels;
  private final int limit;
  private final List<String> ports;
  private final List<Object[]> rows = new ArrayList<>();
  private final Shape shape;

  /** How results nest. */
  private sealed interface Shape {
    /** One result. */
    record One() implements Shape {}

    /** A list. */
    record Many(List<Shape> children) implements Shape {}
  }

  private static final Shape ONE = new Shape.One();

  /**
   * Expands the values of the looped ports.
   *
   * @param limit most combinations
   * @throws CannotExpand a value is no list, lists to be zipped differ in length, or there would be
   *     too many combinations
   */
  Iterations(Plan.Expansion.Loop loop, PortValues values, int limit) throws CannotExpand {
    this.levels = loop.levels();
    this.limit = limit;
    LinkedHashSet<String> names = new LinkedHashSet<>();
    levels.forEach(level -> names.addAll(level.ports()));
    this.ports = List.copyOf(names);
    this.shape = expand(ports.stream().map(values::raw).toArray(), 0);
  }

  int count() {
    return rows.size();
  }

  /** The ports that are looped. */
  List<String> ports() {
    return ports;
  }

  /** What the combination has at the looped port of this index. */
  @Nullable Object element(int combination, int port) {
    return rows.get(combination)[port];
  }

  /** Nests results, one a combination, as the inputs were nested. */
  @Nullable Object nest(@Nullable Object[] results) {
    return nest(shape, results, new int[1]);
  }

  /**
   * A list at a port as one that is quick to index.
   *
   * @throws CannotExpand it is no list
   */
  static List<?> list(String port, @Nullable Object value) throws CannotExpand {
    if (value instanceof List<?> list && list instanceof RandomAccess) {
      return list;
    }
    if (value instanceof Collection<?> collection) {
      return new ArrayList<>(collection);
    }
    String got = value == null ? "null" : value.getClass().getTypeName();
    throw new CannotExpand(
        "not-a-list", "port " + port + " is looped over but got " + got + ", expected a list");
  }

  private Shape expand(Object[] current, int depth) throws CannotExpand {
    if (depth == levels.size()) {
      rows.add(current);
      return ONE;
    }
    Plan.Level level = levels.get(depth);
    List<List<?>> lists = new ArrayList<>();
    for (String port : level.ports()) {
      lists.add(list(port, current[ports.indexOf(port)]));
    }
    int count = level.pairwise() ? zippedLength(level, lists) : product(level, lists);
    Shape[] children = new Shape[count];
    for (int i = 0; i < count; i++) {
      children[i] = expand(row(current, level, lists, i), depth + 1);
    }
    return new Shape.Many(Arrays.asList(children));
  }

  private Object[] row(Object[] current, Plan.Level level, List<List<?>> lists, int number) {
    Object[] row = current.clone();
    int rest = number;
    for (int i = lists.size() - 1; i >= 0; i--) {
      List<?> list = lists.get(i);
      Object element = list.get(level.pairwise() ? number : rest % list.size());
      row[ports.indexOf(level.ports().get(i))] = element;
      rest /= list.size();
    }
    return row;
  }

  private int zippedLength(Plan.Level level, List<List<?>> lists) throws CannotExpand {
    int length = lists.get(0).size();
    for (int i = 1; i < lists.size(); i++) {
      if (lists.get(i).size() != length) {
        throw new CannotExpand(
            "unequal-lengths",
            "port "
                + level.ports().get(0)
                + " has "
                + length
                + " elements and port "
                + level.ports().get(i)
                + " has "
                + lists.get(i).size()
                + ", expected equal lengths for loop = pairwise");
      }
    }
    return checked(level, length);
  }

  private int product(Plan.Level level, List<List<?>> lists) throws CannotExpand {
    long product = 1;
    for (List<?> list : lists) {
      if (list.isEmpty()) {
        return 0;
      }
      product = Math.min(Integer.MAX_VALUE, product * list.size());
    }
    return checked(level, product);
  }

  private int checked(Plan.Level level, long more) throws CannotExpand {
    if (rows.size() + more > limit) {
      throw tooMany(level.ports(), limit);
    }
    return (int) more;
  }

  static CannotExpand tooMany(List<String> ports, int limit) {
    return new CannotExpand(
        "too-many-tasks",
        "the loop over "
            + String.join(", ", ports)
            + " makes more than "
            + limit
            + " tasks, the most that a module may have");
  }

  private static @Nullable Object nest(Shape shape, @Nullable Object[] results, int[] next) {
    if (shape instanceof Shape.Many many) {
      List<Object> list = new ArrayList<>(many.children().size());
      for (Shape child : many.children()) {
        list.add(nest(child, results, next));
      }
      return list.stream().toList();
    }
    return results[next[0]++];
  }
}
