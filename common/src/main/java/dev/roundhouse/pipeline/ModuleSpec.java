package dev.roundhouse.pipeline;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A module as a pipeline names it, unchecked.
 *
 * @param name unique within the pipeline
 * @param type short name of a built-in, or a class name
 * @param inputs what was set, by port, in the order in which it was written
 * @param options everything else
 * @param group what is inside of a {@code group}
 * @param origin where it was written
 */
public record ModuleSpec(
    String name,
    String type,
    Map<String, Setting> inputs,
    ModuleOptions options,
    Optional<Pipeline> group,
    Origin origin) {

  public ModuleSpec {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    Objects.requireNonNull(options, "options");
    Objects.requireNonNull(group, "group");
    Objects.requireNonNull(origin, "origin");
  }

  /** A group that another module runs. */
  static ModuleSpec group(Pipeline inside, Origin origin) {
    return new ModuleSpec(
        inside.name(),
        GroupControl.NAME,
        Map.of(),
        ModuleOptions.DEFAULTS,
        Optional.of(inside),
        origin);
  }

  ModuleSpec named(String given, ModuleOptions chosen) {
    return new ModuleSpec(given, type, inputs, chosen, group, origin);
  }

  /** The same module inside of a group, which narrows what it may do. */
  ModuleSpec within(String path, ModuleOptions around) {
    return new ModuleSpec(path + "/" + name, type, inputs, options.within(around), group, origin);
  }
}
