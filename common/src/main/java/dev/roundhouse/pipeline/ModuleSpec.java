package dev.roundhouse.pipeline;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A module as a pipeline names it, unchecked.
 *
 * @param name unique within the pipeline
 * @param type short name of a built-in, or a class name
 * @param inputs what was set, by port, in the order in which it was written
 * @param options everything else
 * @param origin where it was written
 */
public record ModuleSpec(
    String name, String type, Map<String, Setting> inputs, ModuleOptions options, Origin origin) {

  public ModuleSpec {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    Objects.requireNonNull(options, "options");
    Objects.requireNonNull(origin, "origin");
  }
}
