package dev.roundhouse.pipeline;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the modules, connections and ports of a pipeline or of a group. */
final class PipelineSection {

  static final List<String> KEYS = List.of("modules", "connections", "ports-in", "ports-out");

  private final HoconValues values;
  private final GroupFiles files;
  private final PipelineBuilder pipeline;
  private final List<Problem> problems;

  PipelineSection(
      HoconValues values, GroupFiles files, PipelineBuilder pipeline, List<Problem> problems) {
    this.values = values;
    this.files = files;
    this.pipeline = pipeline;
    this.problems = problems;
  }

  /** Reads one of {@link #KEYS}. */
  void read(HoconValues.Entry entry) {
    switch (entry.key()) {
      case "modules" -> modules(entry);
      case "connections" -> connections(entry);
      case "ports-in" -> ports(entry).forEach(pipeline::portIn);
      case "ports-out" -> ports(entry).forEach(pipeline::portOut);
      default -> throw new IllegalArgumentException("no key of a pipeline: " + entry.key());
    }
  }

  private void modules(HoconValues.Entry entry) {
    if (!(entry.value() instanceof ConfigObject modules)) {
      wrongKind(entry, "an object of modules by name");
      return;
    }
    ModuleSection section = new ModuleSection(values, files, problems);
    for (HoconValues.Entry module : values.entries(modules)) {
      section.read(module).ifPresent(pipeline::add);
    }
  }

  private void connections(HoconValues.Entry entry) {
    if (!(entry.value() instanceof ConfigList connections)) {
      wrongKind(entry, "a list of " + Connection.FORM);
      return;
    }
    for (ConfigValue connection : connections) {
      if (connection.valueType() == ConfigValueType.STRING) {
        pipeline.connect((String) connection.unwrapped(), values.origin(connection));
      } else {
        problems.add(
            Problem.of(
                values.origin(connection),
                "connection is a " + PipelineFile.kind(connection),
                Connection.FORM));
      }
    }
  }

  private List<GroupPort> ports(HoconValues.Entry entry) {
    if (!(entry.value() instanceof ConfigObject named)) {
      wrongKind(entry, "an object such as { width = smooth.width }");
      return List.of();
    }
    List<GroupPort> ports = new ArrayList<>();
    for (HoconValues.Entry port : values.entries(named)) {
      Origin origin = values.origin(port.value());
      List<PortRef> inner = new ArrayList<>();
      for (String text : values.strings(port, problems).orElse(List.of())) {
        Optional<PortRef> ref = PortRef.parse(text);
        ref.ifPresent(inner::add);
        if (ref.isEmpty()) {
          problems.add(
              Problem.of(
                  origin,
                  entry.key() + "." + port.key() + " is \"" + text + "\"",
                  PortRef.FORM + " of a module inside"));
        }
      }
      ports.add(new GroupPort(port.key(), inner, origin));
    }
    return ports;
  }

  private void wrongKind(HoconValues.Entry entry, String expected) {
    problems.add(
        Problem.of(
            values.origin(entry.value()),
            entry.key() + " is a " + PipelineFile.kind(entry.value()),
            expected));
  }
}
