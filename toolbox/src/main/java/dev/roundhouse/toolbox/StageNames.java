package dev.roundhouse.toolbox;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Puts the modules of a run into stages: modules whose names differ only in a number at the end
 * ({@code mProject_ID0000001}) are one, any other module is one by itself.
 */
final class StageNames {

  private static final Pattern NUMBER = Pattern.compile("[_.-]?(?:ID)?\\d+$");

  private StageNames() {}

  /** Module to stage, in the order of the modules. */
  static Map<String, String> of(List<String> modules) {
    Map<String, Integer> members = new HashMap<>();
    for (String module : modules) {
      members.merge(stem(module), 1, Integer::sum);
    }
    Map<String, String> stages = new LinkedHashMap<>();
    for (String module : modules) {
      String stem = stem(module);
      stages.put(module, members.getOrDefault(stem, 0) > 1 && !stem.isEmpty() ? stem : module);
    }
    return stages;
  }

  private static String stem(String module) {
    return NUMBER.matcher(module).replaceFirst("");
  }
}
