package dev.roundhouse.history;

import dev.roundhouse.scheme.Place;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A run that is being written. Only the last state of a module in a batch is. For one thread. */
final class OpenRun {

  private final long number;
  private final Map<Place, Integer> places = new HashMap<>();
  private final Map<Integer, ModuleState> moved = new LinkedHashMap<>();
  private final Set<String> unknownEngines = new HashSet<>();
  private final Set<String> knownEngines = new HashSet<>();
  private boolean ended;

  OpenRun(long number) {
    this.number = number;
  }

  void moved(int position, ModuleState now) {
    moved.put(position, now);
  }

  /** Gives whether it was tried on an engine that nothing is known of. */
  boolean tried(RunWriter writer, int position, AttemptRecord record) throws SQLException {
    Place where = record.attempt().place();
    Integer place = places.get(where);
    if (place == null) {
      place = places.size();
      writer.place(number, place, where);
      places.put(where, place);
    }
    writer.attempt(number, position, record, place);
    return !where.engine().isEmpty()
        && !knownEngines.contains(where.engine())
        && unknownEngines.add(where.engine());
  }

  void engines(RunWriter writer, List<EngineRecord> engines) throws SQLException {
    for (EngineRecord engine : engines) {
      if (unknownEngines.remove(engine.id())) {
        knownEngines.add(engine.id());
        writer.engine(number, engine);
      }
    }
    // Those that nobody could tell of are asked for no more.
    knownEngines.addAll(unknownEngines);
    unknownEngines.clear();
  }

  void ended(RunWriter writer, RunEnd how) throws SQLException {
    writeStates(writer);
    writer.end(number, how);
    ended = true;
  }

  void writeStates(RunWriter writer) throws SQLException {
    for (Map.Entry<Integer, ModuleState> module : moved.entrySet()) {
      writer.module(number, module.getKey(), module.getValue());
    }
    moved.clear();
  }

  /** Whether nothing more is to be written. */
  boolean isOver() {
    return ended && unknownEngines.isEmpty();
  }
}
