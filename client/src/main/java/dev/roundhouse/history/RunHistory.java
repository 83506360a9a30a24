package dev.roundhouse.history;

import dev.roundhouse.profile.Home;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The record of past runs of a home. Each call opens the file and closes it again; runs whose
 * session was killed are marked as failed on the way. Safe for use by several threads and
 * processes.
 */
public final class RunHistory {

  private final Home home;

  private RunHistory(Home home) {
    this.home = home;
  }

  /** That of a home; nothing is made there. */
  public static RunHistory of(Home home) {
    return new RunHistory(Objects.requireNonNull(home, "home"));
  }

  /**
   * The latest first; none where nothing was recorded yet.
   *
   * @throws HistoryException the record cannot be read
   */
  public List<RunSummary> list(RunFilter filter) {
    return ask(connection -> new RunReader(connection).list(filter), List.of());
  }

  /**
   * Ids that begin with this text, the latest first, ten at most.
   *
   * @throws HistoryException the record cannot be read
   */
  public List<String> ids(String prefix) {
    return ask(connection -> new RunReader(connection).ids(prefix, 10), List.of());
  }

  /**
   * A run, whole.
   *
   * @throws HistoryException the record cannot be read
   */
  public Optional<RunRecord> read(String id) {
    return ask(connection -> new RunReader(connection).read(id), Optional.empty());
  }

  /**
   * Removes the runs that ended before a moment.
   *
   * @return their ids
   * @throws HistoryException the record cannot be written
   */
  public List<String> remove(Instant before) {
    List<String> old = endedBefore(before);
    if (!old.isEmpty()) {
      ask(
          connection -> {
            Database.transaction(connection, () -> remove(connection, Set.copyOf(old)));
            Database.execute(connection, "VACUUM");
            return old;
          },
          List.of());
    }
    return old;
  }

  /**
   * Ids of the runs that ended before a moment, the oldest first.
   *
   * @throws HistoryException the record cannot be read
   */
  public List<String> endedBefore(Instant moment) {
    return ask(connection -> new RunReader(connection).endedBefore(moment), List.of());
  }

  private static void remove(Connection connection, Set<String> ids) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("DELETE FROM run WHERE id = ?")) {
      for (String id : ids) {
        statement.setString(1, id);
        statement.executeUpdate();
      }
    }
  }

  /** A question to the database. */
  private interface Question<T> {
    T ask(Connection connection) throws SQLException;
  }

  private <T> T ask(Question<T> question, T nothing) {
    if (!Files.exists(Database.file(home))) {
      return nothing;
    }
    try (Connection connection = Database.open(home)) {
      KilledRuns.endIfAny(connection, SessionProcess.here());
      return question.ask(connection);
    } catch (SQLException e) {
      throw Database.failed(Database.file(home), e);
    }
  }
}
