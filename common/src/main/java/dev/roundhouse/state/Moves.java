package dev.roundhouse.state;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The legal moves between the states of one kind of thing. Whoever changes such a state does it by
 * {@link #move}, so that an illegal move is found where it is made. A state without a row of its
 * own is final. Immutable; a legal move allocates nothing.
 *
 * @param <S> the states
 */
public final class Moves<S extends Enum<S>> {

  /**
   * What may follow one state.
   *
   * @param from the state
   * @param next the states that may follow it at once
   */
  public record Row<S extends Enum<S>>(S from, Set<S> next) {

    public Row {
      Objects.requireNonNull(from, "from");
      EnumSet<S> copy = EnumSet.noneOf(from.getDeclaringClass());
      copy.addAll(next);
      next = Collections.unmodifiableSet(copy);
    }

    /** This row, with these states instead. */
    @SafeVarargs
    public final Row<S> to(S... states) {
      EnumSet<S> all = EnumSet.noneOf(from.getDeclaringClass());
      for (S state : states) {
        all.add(state);
      }
      return new Row<>(from, all);
    }
  }

  private final Map<S, Row<S>> rows;

  private Moves(Map<S, Row<S>> rows) {
    this.rows = rows;
  }

  /** The row of a state, which nothing follows yet. */
  public static <S extends Enum<S>> Row<S> from(S state) {
    return new Row<>(state, Set.of());
  }

  /**
   * The table with these rows.
   *
   * @throws IllegalArgumentException a state has two rows
   */
  @SafeVarargs
  public static <S extends Enum<S>> Moves<S> of(Class<S> type, Row<S>... rows) {
    Map<S, Row<S>> all = new EnumMap<>(type);
    for (Row<S> row : rows) {
      if (all.put(row.from(), row) != null) {
        throw new IllegalArgumentException("state " + row.from() + " has two rows, expected one");
      }
    }
    for (S state : type.getEnumConstants()) {
      all.putIfAbsent(state, from(state));
    }
    return new Moves<>(all);
  }

  /** A row for every state, in the order of the states. */
  public List<Row<S>> rows() {
    return List.copyOf(rows.values());
  }

  /** Whether nothing follows a state. */
  public boolean isFinal(S state) {
    return next(state).isEmpty();
  }

  /**
   * Checks a move. To stay in a state is a move like any other.
   *
   * @param owner what is in the state; its text names it where the move is illegal
   * @return {@code to}
   * @throws IllegalStateException {@code to} may not follow {@code from}
   */
  public S move(Object owner, S from, S to) {
    if (!next(from).contains(to)) {
      throw new IllegalStateException(
          owner + " is " + from + " and cannot become " + to + ", " + expected(from));
    }
    return to;
  }

  private Set<S> next(S state) {
    return Objects.requireNonNull(rows.get(state), "every state has a row").next();
  }

  private String expected(S from) {
    return isFinal(from)
        ? "as nothing follows"
        : "only " + next(from).stream().map(S::toString).collect(Collectors.joining(" or "));
  }
}
