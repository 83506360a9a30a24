package dev.roundhouse.pipeline;

import dev.roundhouse.module.NearNames;
import dev.roundhouse.module.Support;
import java.util.List;

/** Checks the schemes that a pipeline narrows a module to. */
final class SchemeNames {

  private static final List<String> KNOWN = List.of("threading", "multiprocessing", "cluster");

  private SchemeNames() {}

  static void check(Draft draft, List<Problem> problems) {
    List<String> wanted = draft.spec.options().schemes().orElse(List.of());
    for (String scheme : wanted) {
      if (!KNOWN.contains(scheme)) {
        problems.add(
            Problem.of(
                draft.spec.origin(),
                "module "
                    + draft.name()
                    + ": unknown scheme "
                    + scheme
                    + ", "
                    + NearNames.hint(scheme, KNOWN)));
      }
    }
    // What is inside of a group each takes its own, and is checked there.
    draft
        .resolved
        .filter(module -> module.group().isEmpty())
        .ifPresent(
            module -> requireSupported(draft, wanted, module.descriptor().support(), problems));
  }

  private static void requireSupported(
      Draft draft, List<String> wanted, Support support, List<Problem> problems) {
    boolean known = KNOWN.containsAll(wanted);
    if (!wanted.isEmpty() && known && wanted.stream().noneMatch(support::allows)) {
      List<String> supported = KNOWN.stream().filter(support::allows).toList();
      problems.add(
          Problem.of(
              draft.spec.origin(),
              "module "
                  + draft.name()
                  + ": schemes = "
                  + wanted
                  + ", but "
                  + draft.spec.type()
                  + " supports "
                  + (supported.isEmpty() ? "none" : supported)));
    }
  }
}
