package dev.roundhouse.history;

import dev.roundhouse.scheme.Place;
import dev.roundhouse.work.TaskError;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Recorded runs as JSON documents: maps, lists and plain values. The keys are those of {@code run
 * --json} where there are such; every key is always there, with null where its value is unknown.
 */
public final class RunDocument {

  private static final double NANOS = 1e9;

  private RunDocument() {}

  /** A run in a line. */
  public static Map<String, @Nullable Object> of(RunSummary run) {
    Map<String, @Nullable Object> map = header(run.header(), run.status());
    map.put("finishedAt", run.finishedAt().map(UtcTime::text).orElse(null));
    map.put("elapsedSeconds", seconds(run.elapsed()));
    map.put("host", run.host());
    map.put("modules", run.modules());
    map.put("failed", run.failed());
    map.put("cached", run.cached());
    return map;
  }

  /** A run, whole. */
  public static Map<String, @Nullable Object> of(RunRecord run) {
    Map<String, @Nullable Object> map = header(run.header(), run.status());
    map.put("finishedAt", run.end().map(RunEnd::at).map(UtcTime::text).orElse(null));
    map.put("elapsedSeconds", seconds(run.elapsed()));
    map.put("machine", machine(run.machine()));
    map.put("engines", run.engines().stream().map(RunDocument::engine).toList());
    Map<String, Object> modules = new LinkedHashMap<>();
    run.modules().forEach(module -> modules.put(module.name(), module(module)));
    map.put("modules", modules);
    map.put("problems", run.problems());
    return map;
  }

  private static Map<String, @Nullable Object> header(RunHeader header, String status) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("id", header.id());
    map.put("pipeline", header.pipeline());
    map.put("status", status);
    map.put("source", header.source().orElse(null));
    map.put("command", header.command().orElse(null));
    map.put("profile", header.profile());
    map.put("user", header.user());
    map.put("version", header.version());
    map.put("onError", header.onError());
    map.put("startedAt", UtcTime.text(header.startedAt()));
    return map;
  }

  private static Map<String, Object> machine(MachineRecord machine) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", machine.name());
    map.put("system", machine.system());
    map.put("architecture", machine.architecture());
    map.put("cores", machine.cores());
    map.put("memoryBytes", machine.memory());
    map.put("jdk", machine.jdk());
    return map;
  }

  private static Map<String, Object> engine(EngineRecord engine) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("id", engine.id());
    map.put("host", engine.host());
    map.put("pid", engine.pid());
    map.put("system", engine.system());
    map.put("slots", engine.slots());
    map.put("labels", engine.labels());
    return map;
  }

  private static Map<String, @Nullable Object> module(ModuleRecord module) {
    ModuleState state = module.state();
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("type", module.shape().module().type());
    map.put("status", state.status());
    map.put("scheme", state.scheme().orElse(null));
    map.put("engine", common(module, Place::engine).filter(id -> !id.isEmpty()).orElse(null));
    map.put("host", common(module, Place::host).orElse(null));
    map.put("pid", common(module, Place::pid).orElse(null));
    map.put("attempts", module.attempts().size());
    map.put("startedAt", module.startedAt().map(UtcTime::text).orElse(null));
    map.put("finishedAt", module.finishedAt().map(UtcTime::text).orElse(null));
    map.put("elapsedSeconds", seconds(module.elapsed()));
    map.put("cached", state.cached());
    map.put("signature", state.signature().orElse(null));
    map.put("error", state.error().map(RunDocument::error).orElse(null));
    map.put("skippedBecause", state.skippedBecause().orElse(null));
    map.put("parameters", parameters(module.shape()));
    map.put("connections", connections(module.shape()));
    map.put("stdout", state.printed().stdout());
    map.put("stderr", state.printed().stderr());
    map.put("tasks", module.attempts().stream().map(RunDocument::attempt).toList());
    return map;
  }

  /** What was set, by input port. */
  static Map<String, @Nullable Object> parameters(ModuleShape shape) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (ModuleShape.Input input : shape.inputs()) {
      input.value().ifPresent(text -> map.put(input.port(), Json.value(text)));
    }
    return map;
  }

  /** Where values come from, by input port: {@code module.port}. */
  static Map<String, Object> connections(ModuleShape shape) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (ModuleShape.Input input : shape.inputs()) {
      if (!input.sources().isEmpty()) {
        map.put(input.port(), input.sources().stream().map(Object::toString).toList());
      }
    }
    return map;
  }

  private static Map<String, @Nullable Object> attempt(AttemptRecord record) {
    Place place = record.attempt().place();
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("index", record.task());
    map.put("attempt", record.attempt().number());
    map.put("status", record.status());
    map.put("scheme", place.scheme());
    map.put("engine", place.engine().isEmpty() ? null : place.engine());
    map.put("host", place.host());
    map.put("pid", place.pid());
    map.put("startedAt", UtcTime.text(record.startedAt()));
    map.put("finishedAt", UtcTime.text(record.finishedAt()));
    map.put("error", record.attempt().error().map(RunDocument::error).orElse(null));
    return map;
  }

  private static Map<String, Object> error(TaskError error) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("type", error.type());
    map.put("message", error.message());
    map.put("stackTrace", error.stackTrace());
    return map;
  }

  /** What all attempts say; empty where they differ. */
  private static <T> Optional<T> common(ModuleRecord module, Function<Place, T> part) {
    List<T> values =
        module.attempts().stream()
            .map(record -> part.apply(record.attempt().place()))
            .distinct()
            .limit(2)
            .toList();
    return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
  }

  private static @Nullable Double seconds(Optional<Duration> elapsed) {
    return elapsed.map(time -> time.toNanos() / NANOS).orElse(null);
  }
}
