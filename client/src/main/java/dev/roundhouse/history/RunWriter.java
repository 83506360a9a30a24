package dev.roundhouse.history;

import dev.roundhouse.scheme.Attempt;
import dev.roundhouse.scheme.Place;
import dev.roundhouse.work.TaskError;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes runs by statements that are prepared once. The caller commits. For one thread. */
final class RunWriter implements AutoCloseable {

  private final Connection connection;
  private final List<PreparedStatement> prepared = new ArrayList<>();
  private final PreparedStatement machine;
  private final PreparedStatement run;
  private final PreparedStatement module;
  private final PreparedStatement state;
  private final PreparedStatement place;
  private final PreparedStatement attempt;
  private final PreparedStatement engine;
  private final PreparedStatement end;
  private final int mostPrinted;

  /**
   * @param mostPrinted bytes kept of what a module printed, a stream
   */
  RunWriter(Connection connection, int mostPrinted) throws SQLException {
    this.connection = connection;
    this.mostPrinted = mostPrinted;
    this.machine =
        prepare(
            "INSERT OR IGNORE INTO machine (name, system, architecture, cores, memory, jdk)"
                + " VALUES (?, ?, ?, ?, ?, ?)");
    this.run =
        prepare(
            "INSERT INTO run (id, pipeline, source, command, profile, user, version, on_error,"
                + " started_micros, status, boot, pid, process_millis, machine) VALUES"
                + " (?, ?, ?, ?, ?, ?, ?, ?, ?, 'running', ?, ?, ?,"
                + " (SELECT number FROM machine WHERE name = ? AND system = ? AND architecture = ?"
                + " AND cores = ? AND memory = ? AND jdk = ?)) RETURNING number");
    this.module =
        prepare(
            "INSERT INTO module (run, position, name, type, runs, each, inputs, outputs, status,"
                + " since_micros) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?)");
    this.state =
        prepare(
            "UPDATE module SET status = ?, since_micros = ?, scheme = ?, signature = ?,"
                + " skipped_because = ?, error_kind = ?, error_type = ?, error_message = ?,"
                + " error_trace = ?, stdout = ?, stderr = ? WHERE run = ? AND position = ?");
    this.place =
        prepare(
            "INSERT INTO place (run, number, scheme, engine, host, pid)"
                + " VALUES (?, ?, ?, ?, ?, ?)");
    this.attempt =
        prepare(
            "INSERT OR IGNORE INTO attempt (run, position, task, attempt, status, place,"
                + " started_micros, finished_micros, error_kind, error_type, error_message,"
                + " error_trace) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    this.engine =
        prepare(
            "INSERT OR IGNORE INTO engine (run, id, host, pid, system, slots, labels)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?)");
    this.end =
        prepare("UPDATE run SET status = ?, finished_micros = ?, problems = ? WHERE number = ?");
  }

  /** A run begins; gives the number by which its parts are written. */
  long begin(RunHeader header, SessionProcess process, List<ModuleShape> modules)
      throws SQLException {
    MachineRecord on = process.machine();
    set(machine, on.name(), on.system(), on.architecture(), on.cores(), on.memory(), on.jdk());
    machine.executeUpdate();
    set(
        run,
        header.id(),
        header.pipeline(),
        header.source().orElse(null),
        header.command().orElse(null),
        header.profile(),
        header.user(),
        header.version(),
        header.onError(),
        micros(header.startedAt()),
        process.boot(),
        process.identity().pid(),
        process.identity().startTime().toEpochMilli(),
        on.name(),
        on.system(),
        on.architecture(),
        on.cores(),
        on.memory(),
        on.jdk());
    long number;
    try (var rows = run.executeQuery()) {
      rows.next();
      number = rows.getLong(1);
    }
    for (int i = 0; i < modules.size(); i++) {
      insert(number, i, modules.get(i), header.startedAt());
    }
    return number;
  }

  private void insert(long number, int position, ModuleShape shape, Instant at)
      throws SQLException {
    set(
        module,
        number,
        position,
        shape.name(),
        shape.module().type(),
        shape.module().runs().orElse(null),
        Json.of(shape.module().each()),
        Json.inputs(shape.inputs()),
        Json.of(shape.outputs()),
        micros(at));
    module.executeUpdate();
  }

  /** A module is in another state. */
  void module(long number, int position, ModuleState now) throws SQLException {
    Optional<TaskError> error = now.error();
    set(
        state,
        now.status(),
        micros(now.since()),
        now.scheme().orElse(null),
        now.signature().orElse(null),
        now.skippedBecause().orElse(null),
        error.map(TaskError::kind).map(Enum::name).orElse(null),
        error.map(TaskError::type).orElse(null),
        error.map(TaskError::message).orElse(null),
        error.map(TaskError::stackTrace).orElse(null),
        Printed.bounded(now.printed().stdout(), mostPrinted),
        Printed.bounded(now.printed().stderr(), mostPrinted),
        number,
        position);
    state.executeUpdate();
  }

  /** Attempts of a run name this place by a number of their own. */
  void place(long number, int place, Place where) throws SQLException {
    set(this.place, number, place, where.scheme(), where.engine(), where.host(), where.pid());
    this.place.executeUpdate();
  }

  /** An attempt ended. */
  void attempt(long number, int position, AttemptRecord record, int place) throws SQLException {
    Attempt ended = record.attempt();
    Optional<TaskError> error = ended.error();
    set(
        attempt,
        number,
        position,
        record.task(),
        ended.number(),
        record.status(),
        place,
        ended.startedMicros(),
        ended.finishedMicros(),
        error.map(TaskError::kind).map(Enum::name).orElse(null),
        error.map(TaskError::type).orElse(null),
        error.map(TaskError::message).orElse(null),
        error.map(TaskError::stackTrace).orElse(null));
    attempt.executeUpdate();
  }

  /** An engine that tried tasks of a run. */
  void engine(long number, EngineRecord one) throws SQLException {
    String labels = Json.of(one.labels());
    set(engine, number, one.id(), one.host(), one.pid(), one.system(), one.slots(), labels);
    engine.executeUpdate();
  }

  /** A run ended. */
  void end(long number, RunEnd how) throws SQLException {
    set(end, how.status(), micros(how.at()), Json.of(how.problems()), number);
    end.executeUpdate();
  }

  private PreparedStatement prepare(String sql) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    prepared.add(statement);
    return statement;
  }

  private static void set(PreparedStatement statement, @Nullable Object... values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }

  private static long micros(Instant at) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at);
  }

  @Override
  public void close() throws SQLException {
    for (PreparedStatement statement : prepared) {
      statement.close();
    }
  }
}
