package dev.roundhouse.pipeline;

import dev.roundhouse.module.NearNames;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts what the command line sets over what the pipeline sets. */
final class Overrides {

  private final Map<String, Draft> drafts;
  private final List<Problem> problems;

  Overrides(Map<String, Draft> drafts, List<Problem> problems) {
    this.drafts = drafts;
    this.problems = problems;
  }

  void apply(List<String> overrides, Path folder) {
    for (String override : overrides) {
      Origin origin = new Origin("--set " + override, 0);
      int equals = override.indexOf('=');
      Optional<PortRef> port =
          equals < 0 ? Optional.empty() : PortRef.parse(override.substring(0, equals));
      if (port.isEmpty()) {
        problems.add(Problem.of(origin, "cannot be read", "module.port=value"));
      } else {
        set(port.get(), override.substring(equals + 1), folder, origin);
      }
    }
  }

  private void set(PortRef port, String text, Path folder, Origin origin) {
    Draft draft = drafts.get(port.module());
    if (draft == null) {
      problems.add(
          Problem.of(
              origin,
              "unknown module "
                  + port.module()
                  + ", "
                  + NearNames.hint(port.module(), drafts.keySet())));
      return;
    }
    try {
      Setting before = draft.settings.put(port.port(), Setting.written(text, folder, origin));
      if (before != null && before.origin().source().startsWith("--set ")) {
        problems.add(Problem.of(origin, "port " + port + " is set twice", "it once"));
      }
    } catch (IllegalArgumentException broken) {
      problems.add(Problem.of(origin, String.valueOf(broken.getMessage())));
    }
  }
}
