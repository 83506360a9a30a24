package dev.roundhouse.history;

import dev.roundhouse.profile.Home;
import dev.roundhouse.profile.Settings.HistorySettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Writes batches of entries, a transaction each. The file is opened for the first run. After a
 * failure the runs of that time are given up, and the next run tries again. For one thread.
 */
final class BatchWriter implements AutoCloseable {

  private final Home home;
  private final HistorySettings settings;
  private final IdentityHashMap<Object, OpenRun> runs = new IdentityHashMap<>();
  private Optional<Connection> connection = Optional.empty();
  private Optional<RunWriter> writer = Optional.empty();
  private Optional<SessionProcess> process = Optional.empty();
  private boolean askForEngines;

  BatchWriter(Home home, HistorySettings settings) {
    this.home = home;
    this.settings = settings;
  }

  /**
   * Writes a batch.
   *
   * @return whether engines are to be asked for
   * @throws HistoryException it could not be written; nothing of it was, and its runs are given up
   */
  boolean write(List<Entry> batch) {
    askForEngines = false;
    boolean begins = batch.stream().anyMatch(Entry.Begun.class::isInstance);
    if (connection.isEmpty() && !begins) {
      return false;
    }
    try {
      Connection open = open();
      Database.transaction(open, () -> writeAll(batch));
      return askForEngines;
    } catch (SQLException e) {
      giveUp();
      throw Database.failed(Database.file(home), e);
    } catch (RuntimeException e) {
      giveUp();
      throw e;
    }
  }

  private Connection open() throws SQLException {
    if (connection.isPresent()) {
      return connection.get();
    }
    Connection made = Database.open(home);
    connection = Optional.of(made);
    SessionProcess here = process.orElseGet(SessionProcess::here);
    process = Optional.of(here);
    Database.transaction(
        made,
        () -> {
          KilledRuns.end(made, here);
          removeOldest(made);
        });
    writer = Optional.of(new RunWriter(made, settings.output()));
    return made;
  }

  /** Keeps one less than the most, since a run is about to begin. */
  private void removeOldest(Connection made) throws SQLException {
    if (settings.runs() == 0) {
      return;
    }
    try (PreparedStatement statement =
        made.prepareStatement(
            "DELETE FROM run WHERE finished_micros IS NOT NULL AND number <="
                + " (SELECT number FROM run ORDER BY number DESC LIMIT 1 OFFSET ?)")) {
      statement.setInt(1, settings.runs() - 1);
      statement.executeUpdate();
    }
  }

  private void writeAll(List<Entry> batch) throws SQLException {
    RunWriter to = writer.orElseThrow();
    for (Entry entry : batch) {
      write(to, entry);
    }
    for (OpenRun run : runs.values()) {
      run.writeStates(to);
    }
    runs.values().removeIf(OpenRun::isOver);
  }

  private void write(RunWriter to, Entry entry) throws SQLException {
    if (entry instanceof Entry.Begun begun) {
      long number = to.begin(begun.header(), process.orElseThrow(), begun.modules().get());
      runs.put(begun.run(), new OpenRun(number));
    } else if (entry instanceof Entry.Moved moved) {
      OpenRun run = runs.get(moved.run());
      if (run != null) {
        run.moved(moved.position(), moved.now());
      }
    } else if (entry instanceof Entry.Tried tried) {
      OpenRun run = runs.get(tried.run());
      if (run != null) {
        askForEngines |= run.tried(to, tried.position(), tried.ended());
      }
    } else if (entry instanceof Entry.Ended ended) {
      OpenRun run = runs.get(ended.run());
      if (run != null) {
        run.ended(to, ended.how());
      }
    } else if (entry instanceof Entry.Engines told) {
      for (OpenRun run : runs.values()) {
        run.engines(to, told.engines());
      }
    }
  }

  private void giveUp() {
    runs.clear();
    close();
  }

  @Override
  public void close() {
    Optional<Connection> closing = connection;
    connection = Optional.empty();
    writer = Optional.empty();
    try {
      if (closing.isPresent()) {
        closing.get().close();
      }
    } catch (SQLException e) {
      // What was committed is there; the next one who opens it clears up.
      return;
    }
  }
}
