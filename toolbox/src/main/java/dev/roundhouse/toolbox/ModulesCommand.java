package dev.roundhouse.toolbox;

import dev.roundhouse.module.ModuleDescriptor;
import dev.roundhouse.module.Port;
import dev.roundhouse.pipeline.ModuleCatalog;
import dev.roundhouse.pipeline.ModuleText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists modules, or tells all about one. */
@Command(
    name = "modules",
    description = "Lists the modules that pipelines may use, or shows the ports of one.")
final class ModulesCommand implements ToolboxCommand {

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "NAME",
      description = "A module: a short name, or a class.")
  private @Nullable String name;

  @Option(
      names = "--jar",
      paramLabel = "FILE",
      description = "Jar or class folder with modules. Repeatable.")
  private List<Path> jars = new ArrayList<>();

  @Override
  public ExitCode run(CommandContext context) {
    List<Path> named = jars.stream().map(context::resolve).toList();
    UserJars code = UserJars.of(named);
    List<Path> searched = Stream.concat(UserJars.shipped().stream(), named.stream()).toList();
    ModuleCatalog catalog = ModuleCatalog.of(searched, code.loader());
    if (name == null) {
      List<ModuleCatalog.Entry> entries = catalog.entries();
      context
          .output()
          .result(
              Map.of("modules", entries.stream().map(ModulesCommand::document).toList()),
              ModuleText.list(entries).stripTrailing());
      return ExitCode.DONE;
    }
    ModuleCatalog.Entry entry = entry(catalog, name);
    context.output().result(document(entry), ModuleText.describe(entry).stripTrailing());
    return ExitCode.DONE;
  }

  private static ModuleCatalog.Entry entry(ModuleCatalog catalog, String name) {
    try {
      return catalog.entry(name);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "unknown-module",
          String.valueOf(e.getMessage()),
          "see: roundhouse modules");
    }
  }

  private static Map<String, @Nullable Object> document(ModuleCatalog.Entry entry) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("name", entry.name());
    document.put("source", entry.source());
    document.put("summary", entry.descriptor().map(ModuleDescriptor::summary).orElse(null));
    document.put("inputs", ports(entry, true));
    document.put("outputs", ports(entry, false));
    document.put(
        "schemes",
        entry
            .descriptor()
            .map(
                module ->
                    Stream.of("cluster", "multiprocessing", "threading")
                        .filter(module.support()::allows)
                        .toList())
            .orElse(List.of()));
    document.put(
        "cacheable", entry.descriptor().map(module -> !entry.runsEveryTime()).orElse(null));
    document.put("unusableBecause", entry.reason().isEmpty() ? null : entry.reason());
    return document;
  }

  private static List<Map<String, @Nullable Object>> ports(
      ModuleCatalog.Entry entry, boolean input) {
    return entry
        .descriptor()
        .map(module -> input ? module.inputs() : module.outputs())
        .orElse(List.of())
        .stream()
        .map(port -> port(port, input))
        .toList();
  }

  private static Map<String, @Nullable Object> port(Port port, boolean input) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("name", port.name());
    map.put("type", port.type().toString());
    if (input) {
      map.put("mandatory", port.mandatory());
      map.put("default", port.defaultValue().map(ModuleText::shown).orElse(null));
    }
    return map;
  }
}
