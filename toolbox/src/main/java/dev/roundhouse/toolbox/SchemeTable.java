package dev.roundhouse.toolbox;

import dev.roundhouse.profile.Choices;
import dev.roundhouse.profile.Profile;
import dev.roundhouse.profile.Settings.SchemeSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The schemes of a profile, and what commands choose of them. */
final class SchemeTable {

  private SchemeTable() {}

  /** Keeps a choice in the profile and shows what came of it. */
  static ExitCode keep(CommandContext context, String key, Object value) {
    return keep(context, Map.of(key, value));
  }

  /** Keeps choices in the profile and shows what came of them. */
  static ExitCode keep(CommandContext context, Map<String, Object> choices) {
    Profile changed = Choices.keep(context.profile(), choices);
    context.output().result(document(changed), text(changed));
    return ExitCode.DONE;
  }

  static Map<String, Object> document(Profile profile) {
    List<Map<String, Object>> schemes = new ArrayList<>();
    byPriority(profile)
        .forEach(
            (name, settings) -> {
              Map<String, Object> map = new LinkedHashMap<>();
              map.put("name", name);
              map.put("enabled", settings.enabled());
              map.put("size", settings.size());
              map.put("priority", settings.priority());
              schemes.add(map);
            });
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("profile", profile.name());
    document.put("schemes", schemes);
    return document;
  }

  static String text(Profile profile) {
    List<String> lines = new ArrayList<>();
    String form = "%-16s %-8s %8s  %s";
    lines.add(String.format(Locale.ROOT, form, "SCHEME", "ENABLED", "PRIORITY", "SIZE"));
    byPriority(profile)
        .forEach(
            (name, settings) ->
                lines.add(
                    String.format(
                        Locale.ROOT,
                        form,
                        name,
                        settings.enabled() ? "yes" : "no",
                        settings.priority(),
                        size(name, settings))));
    return String.join("\n", lines);
  }

  private static String size(String name, SchemeSettings settings) {
    if (settings.size() > 0) {
      return Integer.toString(settings.size());
    }
    int cores = Runtime.getRuntime().availableProcessors();
    return switch (name) {
      case "cluster" -> "automatic: what the engines offer";
      case "threading" -> "automatic: " + Math.max(2, cores) + " here";
      default -> "automatic: " + cores + " here";
    };
  }

  private static Map<String, SchemeSettings> byPriority(Profile profile) {
    Map<String, SchemeSettings> all = new LinkedHashMap<>();
    all.put("cluster", profile.settings().schemes().cluster());
    all.put("multiprocessing", profile.settings().schemes().multiprocessing());
    all.put("threading", profile.settings().schemes().threading());
    Map<String, SchemeSettings> sorted = new LinkedHashMap<>();
    all.entrySet().stream()
        .sorted(Comparator.comparingInt(entry -> entry.getValue().priority()))
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return sorted;
  }
}
