package dev.roundhouse.pipeline;

import dev.roundhouse.module.NearNames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Puts what the command line sets over what the pipeline sets, also inside of groups. */
final class Overrides {

  private final Path folder;
  private final List<Problem> problems;
  private final List<Option> open = new ArrayList<>();
  private final TreeSet<String> modules = new TreeSet<>();

  /** One option. */
  private record Option(PortRef port, String text, Origin origin) {}

  /**
   * @param options {@code module.port=value} each
   * @param folder what relative paths are relative to
   */
  Overrides(List<String> options, Path folder, List<Problem> problems) {
    this.folder = folder;
    this.problems = problems;
    options.forEach(this::read);
  }

  private void read(String option) {
    Origin origin = new Origin("--set " + option, 0);
    int equals = option.indexOf('=');
    Optional<PortRef> port =
        equals < 0 ? Optional.empty() : PortRef.parse(option.substring(0, equals));
    if (port.isEmpty()) {
      problems.add(Problem.of(origin, "cannot be read", "module.port=value"));
    } else {
      open.add(new Option(port.get(), option.substring(equals + 1), origin));
    }
  }

  /** Sets what is meant for one of these modules. */
  void apply(Map<String, Draft> drafts) {
    modules.addAll(drafts.keySet());
    open.removeIf(
        override -> {
          Draft draft = drafts.get(override.port.module());
          if (draft != null) {
            set(draft, override);
          }
          return draft != null;
        });
  }

  private void set(Draft draft, Option override) {
    String port = override.port.port();
    try {
      Setting before =
          draft.settings.put(port, Setting.written(override.text, folder, override.origin));
      if (before != null && before.origin().source().startsWith("--set ")) {
        problems.add(
            Problem.of(override.origin, "port " + override.port + " is set twice", "it once"));
      }
    } catch (IllegalArgumentException broken) {
      problems.add(Problem.of(override.origin, String.valueOf(broken.getMessage())));
    }
  }

  /** After all modules were there. */
  void reportUnknown() {
    for (Option override : open) {
      String module = override.port.module();
      problems.add(
          Problem.of(
              override.origin,
              "unknown module " + module + ", " + NearNames.hint(module, List.copyOf(modules))));
    }
  }
}
