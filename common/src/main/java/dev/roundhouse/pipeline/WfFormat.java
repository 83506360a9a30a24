package dev.roundhouse.pipeline;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a workflow instance of WfCommons, WfFormat 1.5 (<a
 * href="https://github.com/wfcommons/WfFormat">schema</a>), as a pipeline that replays it: a module
 * waits for each task's run time, after all the task's parents.
 */
final class WfFormat {

  private static final String VERSION = "1.5";

  private final HoconValues values;
  private final PipelineBuilder pipeline;
  private final double timeScale;
  private final Map<String, ConfigObject> tasks = new LinkedHashMap<>();
  private final Set<String> joined = new HashSet<>();

  private WfFormat(PipelineBuilder pipeline, HoconValues values, LoadOptions options) {
    this.pipeline = pipeline;
    this.values = values;
    this.timeScale = options.timeScale();
  }

  static boolean recognises(ConfigObject root) {
    return root.containsKey("schemaVersion") && root.get("workflow") instanceof ConfigObject;
  }

  static Pipeline read(Path file, HoconValues values, ConfigObject root, LoadOptions options) {
    String name = string(root, "name").orElse(PipelineFile.stem(file));
    PipelineBuilder pipeline = Pipeline.named(name).folder(values.folder());
    new WfFormat(pipeline, values, options).read(root);
    return pipeline.build();
  }

  private void read(ConfigObject root) {
    ConfigValue version = Objects.requireNonNull(root.get("schemaVersion"), "schemaVersion");
    if (!VERSION.equals(String.valueOf(version.unwrapped()))) {
      problem(version, "schemaVersion is " + version.unwrapped(), VERSION);
      return;
    }
    ConfigObject workflow = (ConfigObject) Objects.requireNonNull(root.get("workflow"), "workflow");
    for (ConfigObject task : objects(workflow, "specification", "tasks")) {
      string(task, "id")
          .ifPresentOrElse(
              id -> tasks.put(id, task), () -> problem(task, "a task has no id", "a string"));
    }
    Map<String, Double> runTimes = runTimes(workflow);
    tasks.forEach((id, task) -> module(id, task, runTimes));
    connections();
  }

  private Map<String, Double> runTimes(ConfigObject workflow) {
    Map<String, Double> runTimes = new HashMap<>();
    for (ConfigObject task : objects(workflow, "execution", "tasks")) {
      Optional<String> id = string(task, "id");
      ConfigValue time = task.get("runtimeInSeconds");
      if (id.isPresent()
          && time != null
          && time.unwrapped() instanceof Number seconds
          && seconds.doubleValue() >= 0) {
        runTimes.put(id.get(), seconds.doubleValue());
      } else {
        problem(
            time == null ? task : time,
            "task " + id.orElse("without id") + " has no run time",
            "runtimeInSeconds, a number that is not negative");
      }
    }
    return runTimes;
  }

  private void module(String id, ConfigObject task, Map<String, Double> runTimes) {
    Origin origin = values.origin(task);
    Double seconds = runTimes.get(id);
    if (seconds == null) {
      problem(task, "task " + id + " was not executed", "it among workflow.execution.tasks");
      return;
    }
    ModuleBuilder module = new ModuleBuilder(values.folder(), origin);
    module.set("seconds", seconds * timeScale);
    pipeline.add(module.build(id, "replay", new ArrayList<>()));
  }

  /** Some instances name an edge at one of its ends only. */
  private void connections() {
    tasks.forEach((id, task) -> strings(task, "parents").forEach(parent -> join(parent, id, task)));
    tasks.forEach((id, task) -> strings(task, "children").forEach(child -> join(id, child, task)));
  }

  private void join(String parent, String child, ConfigObject task) {
    for (String end : List.of(parent, child)) {
      if (!tasks.containsKey(end)) {
        problem(
            task,
            "task " + string(task, "id").orElse("") + " names the task " + end,
            "the id of a task of workflow.specification.tasks");
        return;
      }
    }
    if (joined.add(parent + " -> " + child)) {
      pipeline.connect(
          new Connection(
              new PortRef(parent, "token"), new PortRef(child, "parents"), values.origin(task)));
    }
  }

  private List<ConfigObject> objects(ConfigObject workflow, String part, String key) {
    if (!(workflow.get(part) instanceof ConfigObject section
        && section.get(key) instanceof ConfigList elements)) {
      problem(workflow, "workflow." + part + "." + key + " is missing", "a list of tasks");
      return List.of();
    }
    List<ConfigObject> objects = new ArrayList<>();
    for (ConfigValue element : elements) {
      if (element instanceof ConfigObject object) {
        objects.add(object);
      } else {
        problem(element, "a task is a " + PipelineFile.kind(element), "an object");
      }
    }
    return objects;
  }

  private static Optional<String> string(ConfigObject object, String key) {
    ConfigValue value = object.get(key);
    return value != null && value.valueType() == ConfigValueType.STRING
        ? Optional.of((String) value.unwrapped())
        : Optional.empty();
  }

  private static List<String> strings(ConfigObject object, String key) {
    return object.get(key) instanceof ConfigList list
        ? list.stream().map(ConfigValue::unwrapped).map(String::valueOf).toList()
        : List.of();
  }

  private void problem(ConfigValue at, String message, String expected) {
    pipeline.problem(Problem.of(values.origin(at), message, expected));
  }
}
