package dev.roundhouse.history;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two runs. Durations are told and count as no difference.
 *
 * @param run facts of the runs by name, as documents call them
 * @param added modules that only the second one has
 * @param removed modules that only the first one has
 * @param changed facts of modules that both have, by module
 */
public record RunDiff(
    Map<String, Change> run,
    List<String> added,
    List<String> removed,
    Map<String, Map<String, Change>> changed) {

  /** A fact in the first and in the second run; null where it has none. */
  public record Change(@Nullable Object from, @Nullable Object to) {}

  /** Whether nothing differs. */
  public boolean isEmpty() {
    return run.isEmpty() && added.isEmpty() && removed.isEmpty() && changed.isEmpty();
  }

  /** Compares two runs. */
  public static RunDiff of(RunRecord first, RunRecord second) {
    Map<String, ModuleRecord> from = byName(first);
    Map<String, ModuleRecord> to = byName(second);
    Map<String, Map<String, Change>> changed = new LinkedHashMap<>();
    from.forEach(
        (name, module) -> {
          ModuleRecord other = to.get(name);
          if (other != null) {
            Map<String, Change> changes = changes(facts(module), facts(other));
            if (!changes.isEmpty()) {
              changed.put(name, changes);
            }
          }
        });
    return new RunDiff(
        changes(facts(first), facts(second)),
        to.keySet().stream().filter(name -> !from.containsKey(name)).toList(),
        from.keySet().stream().filter(name -> !to.containsKey(name)).toList(),
        changed);
  }

  private static Map<String, ModuleRecord> byName(RunRecord run) {
    Map<String, ModuleRecord> modules = new LinkedHashMap<>();
    run.modules().forEach(module -> modules.put(module.name(), module));
    return modules;
  }

  private static Map<String, @Nullable Object> facts(RunRecord run) {
    RunHeader header = run.header();
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    facts.put("pipeline", header.pipeline());
    facts.put("status", run.status());
    facts.put("source", header.source().orElse(null));
    facts.put("profile", header.profile());
    facts.put("user", header.user());
    facts.put("version", header.version());
    facts.put("onError", header.onError());
    facts.put("host", run.machine().name());
    facts.put("system", run.machine().system());
    facts.put("jdk", run.machine().jdk());
    return facts;
  }

  private static Map<String, @Nullable Object> facts(ModuleRecord module) {
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    facts.put("type", module.shape().module().type());
    facts.put("status", module.state().status());
    facts.put("scheme", module.state().scheme().orElse(null));
    facts.put("signature", module.state().signature().orElse(null));
    facts.put("tasks", module.state().cached() ? null : module.tasks());
    facts.put("error", module.state().error().map(error -> error.message()).orElse(null));
    RunDocument.parameters(module.shape())
        .forEach((port, value) -> facts.put("parameters." + port, value));
    RunDocument.connections(module.shape())
        .forEach((port, sources) -> facts.put("connections." + port, sources));
    return facts;
  }

  private static Map<String, Change> changes(
      Map<String, @Nullable Object> from, Map<String, @Nullable Object> to) {
    Set<String> names = new LinkedHashSet<>(from.keySet());
    names.addAll(to.keySet());
    Map<String, Change> changes = new LinkedHashMap<>();
    for (String name : names) {
      if (!Objects.equals(from.get(name), to.get(name))) {
        changes.put(name, new Change(from.get(name), to.get(name)));
      }
    }
    return changes;
  }
}
