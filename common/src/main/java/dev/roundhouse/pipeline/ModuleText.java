package dev.roundhouse.pipeline;

import dev.roundhouse.module.Durations;
import dev.roundhouse.module.ModuleDescriptor;
import dev.roundhouse.module.Port;
import dev.roundhouse.module.Support;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Modules as text for a terminal. */
public final class ModuleText {

  private ModuleText() {}

  /** One line a module: its name, and what it does or why it cannot be used. */
  public static String list(List<ModuleCatalog.Entry> entries) {
    int width = entries.stream().mapToInt(entry -> entry.name().length()).max().orElse(0);
    StringBuilder text = new StringBuilder();
    for (ModuleCatalog.Entry entry : entries) {
      String what =
          entry
              .descriptor()
              .map(ModuleDescriptor::summary)
              .orElse("cannot be used: " + entry.reason());
      text.append((pad(entry.name(), width) + "  " + what).stripTrailing()).append('\n');
    }
    return text.toString();
  }

  /** All that is known of one module: its ports, their types and defaults, its schemes. */
  public static String describe(ModuleCatalog.Entry entry) {
    StringBuilder text = new StringBuilder(entry.name() + " (" + entry.source() + ")\n");
    entry
        .descriptor()
        .ifPresentOrElse(
            module -> describe(module, text),
            () -> text.append("  cannot be used: ").append(entry.reason()).append('\n'));
    if (entry.runsEveryTime()) {
      text.append("  runs every time\n");
    }
    return text.toString();
  }

  private static void describe(ModuleDescriptor module, StringBuilder text) {
    if (!module.summary().isEmpty()) {
      text.append("  ").append(module.summary()).append('\n');
    }
    ports("inputs", module.inputs(), true, text);
    ports("outputs", module.outputs(), false, text);
    text.append("  schemes: ").append(schemes(module.support())).append('\n');
  }

  private static void ports(String title, List<Port> ports, boolean input, StringBuilder text) {
    if (ports.isEmpty()) {
      return;
    }
    int names = ports.stream().mapToInt(port -> port.name().length()).max().orElse(0);
    int types = ports.stream().mapToInt(port -> port.type().toString().length()).max().orElse(0);
    text.append("  ").append(title).append('\n');
    for (Port port : ports) {
      String line =
          "    "
              + pad(port.name(), names)
              + "  "
              + pad(port.type().toString(), types)
              + "  "
              + (input ? need(port) : "");
      text.append(line.stripTrailing()).append('\n');
    }
  }

  private static String need(Port port) {
    if (port.mandatory()) {
      return "mandatory";
    }
    return port.defaultValue().map(value -> "default " + shown(value)).orElse("optional");
  }

  /** As it would be written in a pipeline file. */
  public static String shown(Object value) {
    if (value instanceof String text) {
      return "\"" + text + "\"";
    }
    if (value instanceof Path path) {
      return path.toString().isEmpty() ? "." : path.toString();
    }
    if (value instanceof Duration duration) {
      return Durations.text(duration);
    }
    if (value instanceof Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
    return String.valueOf(value);
  }

  /** The schemes that a module supports. */
  public static String schemes(Support support) {
    List<String> allowed =
        Stream.of("threading", "multiprocessing", "cluster").filter(support::allows).toList();
    return allowed.isEmpty() ? "none (the session's own thread)" : String.join(", ", allowed);
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
