package dev.roundhouse.history;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The tables of the record. Their version is the database's {@code user_version}; a step for each
 * version brings older records up to date, and a later version is never written.
 */
final class Schema {

  private static final List<String> FIRST =
      List.of(
          """
          CREATE TABLE machine (
            number INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            system TEXT NOT NULL,
            architecture TEXT NOT NULL,
            cores INTEGER NOT NULL,
            memory INTEGER NOT NULL,
            jdk TEXT NOT NULL,
            UNIQUE (name, system, architecture, cores, memory, jdk))
          """,
          """
          CREATE TABLE run (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            pipeline TEXT NOT NULL,
            source TEXT,
            command TEXT,
            profile TEXT NOT NULL,
            user TEXT NOT NULL,
            version TEXT NOT NULL,
            on_error TEXT NOT NULL,
            status TEXT NOT NULL,
            started_micros INTEGER NOT NULL,
            finished_micros INTEGER,
            problems TEXT NOT NULL DEFAULT '[]',
            machine INTEGER NOT NULL REFERENCES machine,
            boot TEXT NOT NULL,
            pid INTEGER NOT NULL,
            process_millis INTEGER NOT NULL)
          """,
          "CREATE INDEX open_run ON run (number) WHERE finished_micros IS NULL",
          "CREATE INDEX pipeline_run ON run (pipeline, number)",
          """
          CREATE TABLE module (
            run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
            position INTEGER NOT NULL,
            name TEXT NOT NULL,
            type TEXT NOT NULL,
            runs TEXT,
            each TEXT NOT NULL,
            inputs TEXT NOT NULL,
            outputs TEXT NOT NULL,
            status TEXT NOT NULL,
            since_micros INTEGER NOT NULL,
            scheme TEXT,
            signature TEXT,
            skipped_because TEXT,
            error_kind TEXT,
            error_type TEXT,
            error_message TEXT,
            error_trace TEXT,
            stdout TEXT,
            stderr TEXT,
            PRIMARY KEY (run, position)) WITHOUT ROWID
          """,
          """
          CREATE TABLE place (
            run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
            number INTEGER NOT NULL,
            scheme TEXT NOT NULL,
            engine TEXT NOT NULL,
            host TEXT NOT NULL,
            pid INTEGER NOT NULL,
            PRIMARY KEY (run, number)) WITHOUT ROWID
          """,
          """
          CREATE TABLE attempt (
            run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
            position INTEGER NOT NULL,
            task INTEGER NOT NULL,
            attempt INTEGER NOT NULL,
            status TEXT NOT NULL,
            place INTEGER NOT NULL,
            started_micros INTEGER NOT NULL,
            finished_micros INTEGER NOT NULL,
            error_kind TEXT,
            error_type TEXT,
            error_message TEXT,
            error_trace TEXT,
            PRIMARY KEY (run, position, task, attempt)) WITHOUT ROWID
          """,
          """
          CREATE TABLE engine (
            run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
            id TEXT NOT NULL,
            host TEXT NOT NULL,
            pid INTEGER NOT NULL,
            system TEXT NOT NULL,
            slots INTEGER NOT NULL,
            labels TEXT NOT NULL,
            PRIMARY KEY (run, id)) WITHOUT ROWID
          """);

  /** Statements by version: those at index 0 make version 1 of an empty database, and so on. */
  private static final List<List<String>> STEPS = List.of(FIRST);

  /** The version that this program writes. */
  static final int VERSION = STEPS.size();

  private Schema() {}

  /** The version of a database; 0 where it is empty. */
  static int version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("PRAGMA user_version")) {
      return rows.next() ? rows.getInt(1) : 0;
    }
  }

  /** Brings an older database up to date, inside a transaction. */
  static void migrate(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (int version = version(connection); version < VERSION; version++) {
        for (String change : STEPS.get(version)) {
          statement.executeUpdate(change);
        }
        statement.executeUpdate("PRAGMA user_version = " + (version + 1));
      }
    }
  }
}
