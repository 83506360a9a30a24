package dev.roundhouse.pipeline;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValue;
import dev.roundhouse.module.NearNames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads pipeline files; what is wrong becomes problems with file and line. */
final class PipelineFile {

  private static final List<String> KEYS =
      List.of("name", "modules", "connections", "on-error", "jars", "ports-in", "ports-out");

  private final HoconValues values;
  private final PipelineBuilder pipeline;
  private final List<Problem> problems = new ArrayList<>();
  private final PipelineSection section;
  private final String source;
  private boolean described;

  private PipelineFile(Path file, GroupFiles files) {
    source = file.toString();
    values = new HoconValues(file);
    pipeline = Pipeline.named(stem(file)).folder(values.folder());
    section = new PipelineSection(values, files.in(file), pipeline, problems);
  }

  static Pipeline read(Path file, LoadOptions options) {
    return read(file, new GroupFiles(options, List.of()));
  }

  static Pipeline read(Path file, GroupFiles files) {
    if (!Files.isRegularFile(file)) {
      String what =
          Files.isDirectory(file)
              ? "it is a directory"
              : Files.exists(file) ? "it is no regular file" : "the file does not exist";
      return unreadable(file, new Origin(file.toString(), 0), what, "a pipeline file");
    }
    HoconValues values = new HoconValues(file);
    try {
      ConfigObject root = parse(file).root();
      return WfFormat.recognises(root)
          ? WfFormat.read(file, values, root, files.options())
          : new PipelineFile(file, files).read(root);
    } catch (ConfigException broken) {
      Origin origin =
          broken.origin() == null ? new Origin(file.toString(), 0) : values.origin(broken.origin());
      return unreadable(file, origin, "broken file: " + reason(broken), "HOCON or JSON");
    }
  }

  private static Config parse(Path file) {
    ConfigParseOptions syntax = ConfigParseOptions.defaults().setSyntax(ConfigSyntax.CONF);
    return ConfigFactory.parseFile(file.toFile(), syntax.setAllowMissing(false)).resolve();
  }

  /** Without the place, which the problem has already. */
  private static String reason(ConfigException broken) {
    String message = String.valueOf(broken.getMessage());
    String place = broken.origin() == null ? "" : broken.origin().description() + ": ";
    return message.startsWith(place) ? message.substring(place.length()) : message;
  }

  private static Pipeline unreadable(Path file, Origin origin, String message, String expected) {
    PipelineBuilder empty = Pipeline.named(stem(file));
    empty.problem(Problem.of(origin, message, expected));
    return empty.build();
  }

  static String stem(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  private Pipeline read(ConfigObject root) {
    for (HoconValues.Entry entry : values.entries(root)) {
      key(entry);
    }
    if (!described && problems.isEmpty()) {
      problems.add(
          Problem.of(
              new Origin(source, 0), "it has no modules", "modules { NAME { type = TYPE } }"));
    }
    problems.forEach(pipeline::problem);
    return pipeline.build();
  }

  private void key(HoconValues.Entry entry) {
    switch (entry.key()) {
      case "name" -> values.read(String.class, entry, problems).ifPresent(pipeline::name);
      case "modules" -> {
        described = !(entry.value() instanceof ConfigObject modules) || !modules.isEmpty();
        section.read(entry);
      }
      case "connections", "ports-in", "ports-out" -> section.read(entry);
      case "on-error" -> values.read(OnError.class, entry, problems).ifPresent(pipeline::onError);
      case "jars" ->
          values
              .strings(entry, problems)
              .ifPresent(jars -> jars.forEach(jar -> jar(jar, values.origin(entry.value()))));
      default -> unknown(entry, KEYS, "", problems, values);
    }
  }

  private void jar(String jar, Origin origin) {
    if (Files.exists(values.folder().resolve(jar))) {
      pipeline.jar(Path.of(jar));
    } else {
      problems.add(
          Problem.of(
              origin,
              "jars names " + jar + ", but there is no such file",
              "a jar or a folder of classes, relative to this file"));
    }
  }

  static void unknown(
      HoconValues.Entry entry,
      List<String> known,
      String owner,
      List<Problem> problems,
      HoconValues values) {
    problems.add(
        Problem.of(
            values.origin(entry.value()),
            "unknown key " + owner + entry.key() + ", " + NearNames.hint(entry.key(), known)));
  }

  static String kind(ConfigValue value) {
    return value.valueType().name().toLowerCase(java.util.Locale.ROOT);
  }
}
