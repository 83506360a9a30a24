package dev.roundhouse.history;

import dev.roundhouse.profile.Home;
import dev.roundhouse.profile.OwnerOnly;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The file of the record. Everything is written in transactions that take the write lock when they
 * begin, so that several processes may write. A crash of the program leaves what was committed.
 */
final class Database {

  /** How long one transaction waits for another process's. */
  private static final Duration BUSY = Duration.ofSeconds(10);

  private static final Duration TRY_AGAIN = Duration.ofMillis(5);

  private static final int MOST_LEFT_OF_LOG = 16 << 20;

  private Database() {}

  /** Where it is, in a home. */
  static Path file(Home home) {
    return home.history().resolve("runs.db");
  }

  /**
   * Opens it, makes it where it is missing, and brings it up to date.
   *
   * @throws HistoryException it cannot be opened, or a later version of the product made it
   */
  static Connection open(Home home) {
    Path file = file(home);
    try {
      create(home.history(), file);
      NativeLibrary.prepare(home.history());
      Connection connection = connect(file);
      try {
        bringUpToDate(file, connection);
        return connection;
      } catch (SQLException | RuntimeException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw failed(file, e);
    } catch (IOException | LinkageError e) {
      throw new HistoryException(
          "the record of runs, " + file + ", cannot be opened: " + e,
          "look for space and permissions in " + home.history(),
          e);
    }
  }

  /** Says that the record cannot be read or written. */
  static HistoryException failed(Path file, SQLException e) {
    boolean broken =
        e instanceof SQLiteException known
            && (known.getResultCode() == SQLiteErrorCode.SQLITE_NOTADB
                || known.getResultCode() == SQLiteErrorCode.SQLITE_CORRUPT);
    return new HistoryException(
        "the record of runs, " + file + ", cannot be read or written: " + firstLine(e),
        broken
            ? "it is no intact SQLite database: move it away, and a new one is made"
            : "look for space and permissions in " + file.getParent(),
        e);
  }

  /** Whether another process held the file for too long. */
  static boolean isBusy(SQLException e) {
    return e instanceof SQLiteException known
        && (known.getErrorCode() & 0xff) == SQLiteErrorCode.SQLITE_BUSY.code;
  }

  private static String firstLine(SQLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("unknown reason");
  }

  private static void create(Path directory, Path file) throws IOException {
    OwnerOnly.createDirectories(directory);
    if (!Files.exists(file)) {
      try {
        OwnerOnly.createFile(file);
      } catch (FileAlreadyExistsException e) {
        // Another process was faster.
        return;
      }
    }
  }

  private static Connection connect(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout((int) BUSY.toMillis());
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    config.setJournalSizeLimit(MOST_LEFT_OF_LOG);
    config.enforceForeignKeys(true);
    Properties properties = config.toProperties();
    long deadline = System.nanoTime() + BUSY.toNanos();
    while (true) {
      try {
        return JDBC.createConnection(JDBC.PREFIX + file, properties);
      } catch (SQLException e) {
        // The change to a write-ahead log does not wait for others.
        if (!isBusy(e) || System.nanoTime() > deadline) {
          throw e;
        }
        LockSupport.parkNanos(TRY_AGAIN.toNanos());
      }
    }
  }

  private static void bringUpToDate(Path file, Connection connection) throws SQLException {
    int version = Schema.version(connection);
    if (version > Schema.VERSION) {
      throw new HistoryException(
          "the record of runs, "
              + file
              + ", has version "
              + version
              + ", expected at most "
              + Schema.VERSION
              + ": a later version of Roundhouse made it",
          "use that version, or set ROUNDHOUSE_HOME to another directory",
          null);
    }
    if (version < Schema.VERSION) {
      transaction(connection, () -> Schema.migrate(connection));
    }
  }

  /** What is done in a transaction. */
  interface Change {
    /** Does it. */
    void make() throws SQLException;
  }

  /** Writes all of it or nothing; waits for the transaction of another process, within a bound. */
  static void transaction(Connection connection, Change change) throws SQLException {
    execute(connection, "BEGIN IMMEDIATE");
    try {
      change.make();
      execute(connection, "COMMIT");
    } catch (SQLException | RuntimeException e) {
      rollBack(connection, e);
      throw e;
    }
  }

  private static void rollBack(Connection connection, Exception because) {
    try {
      execute(connection, "ROLLBACK");
    } catch (SQLException e) {
      // SQLite has done so by itself, as where the disk is full.
      because.addSuppressed(e);
    }
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
