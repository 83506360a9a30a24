package dev.roundhouse.history;

import dev.roundhouse.process.ProcessIdentity;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Ends the record of runs whose session was killed: the run has failed, and what had not ended of
 * it is cancelled. Sessions of other machines that share the home are left alone.
 */
final class KilledRuns {

  /** What the record says of such a run. */
  static final String PROBLEM = "the session was killed";

  private KilledRuns() {}

  /** Writes it where there are any; who only reads does not wait for those who write. */
  static void endIfAny(Connection connection, SessionProcess here) throws SQLException {
    if (!killed(connection, here).isEmpty()) {
      Database.transaction(connection, () -> end(connection, here));
    }
  }

  /** Writes it, inside a transaction. */
  static void end(Connection connection, SessionProcess here) throws SQLException {
    for (long number : killed(connection, here)) {
      end(connection, number);
    }
  }

  private static List<Long> killed(Connection connection, SessionProcess here) throws SQLException {
    List<Long> killed = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT run.number, boot, pid, process_millis, machine.name FROM run"
                    + " JOIN machine ON machine.number = run.machine"
                    + " WHERE finished_micros IS NULL")) {
      while (rows.next()) {
        ProcessIdentity session =
            new ProcessIdentity(rows.getLong(3), Instant.ofEpochMilli(rows.getLong(4)));
        if (isOver(rows.getString(2), rows.getString(5), session, here)) {
          killed.add(rows.getLong(1));
        }
      }
    }
    return killed;
  }

  /** A machine that was started anew runs nothing of before; another container is not judged. */
  private static boolean isOver(
      String boot, String host, ProcessIdentity session, SessionProcess here) {
    if (boot.equals(here.boot())) {
      return session.process().isEmpty();
    }
    return host.equals(here.machine().name()) && !firstWord(boot).equals(firstWord(here.boot()));
  }

  private static String firstWord(String text) {
    return text.split(" ", 2)[0];
  }

  private static void end(Connection connection, long number) throws SQLException {
    update(
        connection,
        "UPDATE module SET status = 'cancelled' WHERE run = ?"
            + " AND status IN ('waiting', 'queued', 'running')",
        number);
    update(
        connection,
        "UPDATE run SET status = 'failed', problems = '[\""
            + PROBLEM
            + "\"]', finished_micros = max(started_micros,"
            + " (SELECT coalesce(max(since_micros), 0) FROM module WHERE module.run = run.number),"
            + " (SELECT coalesce(max(finished_micros), 0) FROM attempt"
            + " WHERE attempt.run = run.number)) WHERE number = ?",
        number);
  }

  private static void update(Connection connection, String sql, long number) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, number);
      statement.executeUpdate();
    }
  }
}
