package dev.roundhouse.history;

import dev.roundhouse.graph.PipelineGraph;
import dev.roundhouse.scheme.Attempt;
import dev.roundhouse.scheme.Captured;
import dev.roundhouse.scheme.Place;
import dev.roundhouse.work.TaskError;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reads runs. For one thread. */
final class RunReader {

  private static final String HEADER =
      "SELECT run.*, machine.name AS host, machine.system, machine.architecture, machine.cores,"
          + " machine.memory, machine.jdk,"
          + " (SELECT count(*) FROM module WHERE module.run = run.number) AS modules,"
          + " (SELECT count(*) FROM module WHERE module.run = run.number"
          + " AND module.status = 'failed') AS failed,"
          + " (SELECT count(*) FROM module WHERE module.run = run.number"
          + " AND module.status = 'cached') AS cached"
          + " FROM run JOIN machine ON machine.number = run.machine";

  private final Connection connection;

  RunReader(Connection connection) {
    this.connection = connection;
  }

  /** The latest first. */
  List<RunSummary> list(RunFilter filter) throws SQLException {
    List<Object> values = new ArrayList<>();
    StringBuilder where = new StringBuilder(" WHERE true");
    if (!filter.statuses().isEmpty()) {
      where.append(" AND run.status IN (SELECT value FROM json_each(?))");
      values.add(Json.of(List.copyOf(filter.statuses())));
    }
    filter
        .pipeline()
        .ifPresent(
            name -> {
              where.append(" AND run.pipeline GLOB ?");
              values.add(name.replace("[", "[[]").replace("?", "[?]"));
            });
    filter
        .since()
        .ifPresent(
            since -> {
              where.append(" AND run.started_micros >= ?");
              values.add(ChronoUnit.MICROS.between(Instant.EPOCH, since));
            });
    values.add(filter.limit());
    List<RunSummary> runs = new ArrayList<>();
    try (PreparedStatement statement =
            statement(
                HEADER + where + " ORDER BY run.started_micros DESC, run.id DESC LIMIT ?", values);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        runs.add(
            new RunSummary(
                header(rows),
                rows.getString("status"),
                moment(rows, "finished_micros"),
                rows.getString("host"),
                rows.getInt("modules"),
                rows.getInt("failed"),
                rows.getInt("cached")));
      }
    }
    return runs;
  }

  /** Ids that begin so, the latest first, a few at most. */
  List<String> ids(String prefix, int most) throws SQLException {
    List<String> ids = new ArrayList<>();
    try (PreparedStatement statement =
            statement(
                "SELECT id FROM run WHERE substr(id, 1, length(?)) = ? ORDER BY id DESC LIMIT ?",
                List.of(prefix, prefix, most));
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        ids.add(rows.getString(1));
      }
    }
    return ids;
  }

  /** Ids of runs that ended before a moment, the oldest first. */
  List<String> endedBefore(Instant moment) throws SQLException {
    List<String> ids = new ArrayList<>();
    try (PreparedStatement statement =
            statement(
                "SELECT id FROM run WHERE finished_micros < ? ORDER BY number",
                List.of(ChronoUnit.MICROS.between(Instant.EPOCH, moment)));
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        ids.add(rows.getString(1));
      }
    }
    return ids;
  }

  /** A run, whole, as it was at one moment. */
  Optional<RunRecord> read(String id) throws SQLException {
    Database.execute(connection, "BEGIN DEFERRED");
    try {
      return readAll(id);
    } finally {
      Database.execute(connection, "COMMIT");
    }
  }

  private Optional<RunRecord> readAll(String id) throws SQLException {
    try (PreparedStatement statement = statement(HEADER + " WHERE run.id = ?", List.of(id));
        ResultSet rows = statement.executeQuery()) {
      if (!rows.next()) {
        return Optional.empty();
      }
      long number = rows.getLong("number");
      MachineRecord machine =
          new MachineRecord(
              rows.getString("host"),
              rows.getString("system"),
              rows.getString("architecture"),
              rows.getInt("cores"),
              rows.getLong("memory"),
              rows.getString("jdk"));
      String status = rows.getString("status");
      List<String> problems = Json.texts(rows.getString("problems"));
      Optional<RunEnd> end =
          moment(rows, "finished_micros").map(at -> new RunEnd(status, at, problems));
      return Optional.of(
          new RunRecord(header(rows), machine, end, modules(number), engines(number)));
    }
  }

  private List<ModuleRecord> modules(long number) throws SQLException {
    Map<Integer, List<AttemptRecord>> attempts = attempts(number);
    List<ModuleRecord> modules = new ArrayList<>();
    try (PreparedStatement statement =
            statement("SELECT * FROM module WHERE run = ? ORDER BY position", List.of(number));
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        List<AttemptRecord> own = attempts.getOrDefault(rows.getInt("position"), List.of());
        modules.add(new ModuleRecord(shape(rows), state(rows), own));
      }
    }
    return modules;
  }

  private static ModuleShape shape(ResultSet rows) throws SQLException {
    PipelineGraph.Module module =
        new PipelineGraph.Module(
            rows.getString("name"),
            rows.getString("type"),
            text(rows, "runs"),
            Json.texts(rows.getString("each")));
    return new ModuleShape(
        module, Json.inputs(rows.getString("inputs")), Json.texts(rows.getString("outputs")));
  }

  private static ModuleState state(ResultSet rows) throws SQLException {
    return new ModuleState(
        rows.getString("status"),
        text(rows, "scheme"),
        text(rows, "signature"),
        error(rows),
        text(rows, "skipped_because"),
        moment(rows, "since_micros").orElse(Instant.EPOCH),
        new Captured(text(rows, "stdout").orElse(""), text(rows, "stderr").orElse("")));
  }

  private Map<Integer, List<AttemptRecord>> attempts(long number) throws SQLException {
    Map<Integer, Place> places = places(number);
    Map<Integer, List<AttemptRecord>> attempts = new HashMap<>();
    try (PreparedStatement statement =
            statement(
                "SELECT * FROM attempt WHERE run = ? ORDER BY position, task, attempt",
                List.of(number));
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        Attempt attempt =
            new Attempt(
                rows.getInt("attempt"),
                Attempt.Status.valueOf(rows.getString("status").toUpperCase(Locale.ROOT)),
                Objects.requireNonNull(places.get(rows.getInt("place")), "place"),
                rows.getLong("started_micros"),
                rows.getLong("finished_micros"),
                error(rows));
        attempts
            .computeIfAbsent(rows.getInt("position"), position -> new ArrayList<>())
            .add(new AttemptRecord(rows.getInt("task"), attempt));
      }
    }
    return attempts;
  }

  private Map<Integer, Place> places(long number) throws SQLException {
    Map<Integer, Place> places = new HashMap<>();
    try (PreparedStatement statement =
            statement("SELECT * FROM place WHERE run = ?", List.of(number));
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        places.put(
            rows.getInt("number"),
            new Place(
                rows.getString("scheme"),
                rows.getString("engine"),
                rows.getString("host"),
                rows.getLong("pid")));
      }
    }
    return places;
  }

  private List<EngineRecord> engines(long number) throws SQLException {
    List<EngineRecord> engines = new ArrayList<>();
    try (PreparedStatement statement =
            statement("SELECT * FROM engine WHERE run = ? ORDER BY id", List.of(number));
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        engines.add(
            new EngineRecord(
                rows.getString("id"),
                rows.getString("host"),
                rows.getLong("pid"),
                rows.getString("system"),
                rows.getInt("slots"),
                Json.texts(rows.getString("labels"))));
      }
    }
    return engines;
  }

  private PreparedStatement statement(String sql, List<?> values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.size(); i++) {
      statement.setObject(i + 1, values.get(i));
    }
    return statement;
  }

  private static RunHeader header(ResultSet rows) throws SQLException {
    return new RunHeader(
        rows.getString("id"),
        rows.getString("pipeline"),
        text(rows, "source"),
        text(rows, "command"),
        rows.getString("profile"),
        rows.getString("user"),
        rows.getString("version"),
        rows.getString("on_error"),
        moment(rows, "started_micros").orElse(Instant.EPOCH));
  }

  private static Optional<TaskError> error(ResultSet rows) throws SQLException {
    String kind = rows.getString("error_kind");
    return kind == null
        ? Optional.empty()
        : Optional.of(
            new TaskError(
                TaskError.Kind.valueOf(kind),
                rows.getString("error_type"),
                rows.getString("error_message"),
                rows.getString("error_trace"),
                Optional.empty()));
  }

  private static Optional<String> text(ResultSet rows, String column) throws SQLException {
    return Optional.ofNullable(rows.getString(column));
  }

  private static Optional<Instant> moment(ResultSet rows, String column) throws SQLException {
    long micros = rows.getLong(column);
    return rows.wasNull()
        ? Optional.empty()
        : Optional.of(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
  }
}
