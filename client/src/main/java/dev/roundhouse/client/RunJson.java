package dev.roundhouse.client;

import dev.roundhouse.history.UtcTime;
import dev.roundhouse.scheme.Place;
import dev.roundhouse.work.TaskError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The result of a run as the document of {@code run --json}: maps, lists and plain values that any
 * JSON writer takes. Every key is always there, with null where its value is unknown. Times are UTC
 * with six digits of fraction. A value that JSON cannot hold is an object of {@code type}, {@code
 * bytes} and {@code sha256}.
 */
public final class RunJson {
  private static final double NANOS = 1e9;

  private RunJson() {}

  /** The document. Values are converted in the calling thread, which may take a while. */
  public static Map<String, Object> of(RunResult run) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", run.id());
    json.put("pipeline", run.pipeline());
    json.put("status", run.status().toString());
    json.put("startedAt", UtcTime.text(run.startedAt()));
    json.put("finishedAt", UtcTime.text(run.finishedAt()));
    json.put("elapsedSeconds", run.elapsed().toNanos() / NANOS);
    Map<String, Object> outputs = new LinkedHashMap<>();
    run.outputs().forEach((sink, ports) -> outputs.put(sink, values(ports)));
    json.put("outputs", outputs);
    Map<String, Object> modules = new LinkedHashMap<>();
    run.modules().forEach((name, module) -> modules.put(name, module(module)));
    json.put("modules", modules);
    json.put("problems", run.problems());
    return json;
  }

  private static Map<String, Object> values(Map<String, Object> ports) {
    Map<String, Object> json = new LinkedHashMap<>();
    ports.forEach((port, value) -> json.put(port, JsonValues.of(value)));
    return json;
  }

  private static Map<String, Object> module(ModuleResult module) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", module.type());
    json.put("status", module.status().toString());
    json.put("scheme", orNull(module.scheme()));
    json.put("engine", orNull(module.engine()));
    json.put("host", orNull(module.host()));
    json.put("pid", orNull(module.pid()));
    json.put("attempts", module.attempts());
    json.put("startedAt", orNull(module.startedAt().map(UtcTime::text)));
    json.put("finishedAt", orNull(module.finishedAt().map(UtcTime::text)));
    json.put("cached", module.cached());
    json.put("cacheReason", orNull(module.cacheReason()));
    json.put("error", orNull(module.error().map(RunJson::error)));
    json.put("skippedBecause", orNull(module.skippedBecause()));
    json.put("stdout", module.output().stdout());
    json.put("stderr", module.output().stderr());
    List<Map<String, Object>> tasks = module.tasks().stream().map(RunJson::task).toList();
    json.put("tasks", tasks);
    return json;
  }

  private static Map<String, Object> task(TaskRecord task) {
    Place place = task.place();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("index", task.index());
    json.put("attempt", task.attempt());
    json.put("status", task.status().name().toLowerCase(Locale.ROOT));
    json.put("scheme", place.scheme());
    json.put("engine", place.engine().isEmpty() ? null : place.engine());
    json.put("host", place.host());
    json.put("pid", place.pid());
    json.put("startedAt", UtcTime.text(task.startedAt()));
    json.put("finishedAt", UtcTime.text(task.finishedAt()));
    json.put("error", orNull(task.error().map(RunJson::error)));
    return json;
  }

  private static Map<String, Object> error(TaskError error) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", error.type());
    json.put("message", error.message());
    json.put("stackTrace", error.stackTrace());
    return json;
  }

  private static @Nullable Object orNull(Optional<?> value) {
    return value.orElse(null);
  }
}
