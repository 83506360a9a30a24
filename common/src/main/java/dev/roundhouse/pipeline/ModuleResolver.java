package dev.roundhouse.pipeline;

import dev.roundhouse.bundle.Bundle;
import dev.roundhouse.module.ModuleType;
import dev.roundhouse.module.ModuleTypes;
import dev.roundhouse.module.NearNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the types of modules and asks them for their ports. */
final class ModuleResolver {

  private final PlanRequest request;
  private final List<Problem> problems;
  private final Overrides overrides;
  private final Map<String, ModuleType> builtIn = ModuleTypes.builtIn();
  private final Map<String, ModuleType> types = new HashMap<>(builtIn);

  ModuleResolver(PlanRequest request, Overrides overrides, List<Problem> problems) {
    this.request = request;
    this.overrides = overrides;
    this.problems = problems;
  }

  /** Empty where it cannot be; the problem has been reported. */
  Optional<Resolved> resolve(Draft draft) {
    Optional<ControlModule> control = ControlModule.named(draft.spec.type());
    if (control.isPresent()) {
      return control.get().resolve(draft, this);
    }
    Map<String, Object> parameters = new LinkedHashMap<>();
    draft.settings.forEach((port, setting) -> parameters.put(port, setting.value()));
    return type(draft.spec.type(), draft.name(), draft.spec.origin())
        .flatMap(type -> described(type, parameters, draft.name(), draft.spec.origin()));
  }

  /** A group, with all that is inside; empty where something in it is wrong. */
  Optional<Resolved> group(ModuleSpec spec, Pipeline inside) {
    return new Scope(spec.name(), inside, spec.options(), this).group(spec);
  }

  /** Sets what the run sets on these modules. */
  void override(Map<String, Draft> drafts) {
    overrides.apply(drafts);
  }

  Optional<ModuleType> type(String name, String module, Origin origin) {
    ModuleType known = types.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    try {
      ModuleType found = ModuleTypes.resolve(name, request.loader());
      types.put(name, found);
      return Optional.of(found);
    } catch (IllegalArgumentException unknown) {
      problem(origin, "module " + module + ": " + unknown(name, unknown));
      return Optional.empty();
    }
  }

  /** The types of this package count among the near ones, too. */
  private String unknown(String name, IllegalArgumentException unknown) {
    List<String> known = new ArrayList<>(builtIn.keySet());
    ControlModule.ALL.forEach(control -> known.add(control.name()));
    boolean shortName = name.indexOf('.') < 0;
    return shortName
        ? "unknown module type "
            + name
            + ", "
            + NearNames.hint(name, known)
            + " (or a class's full name)"
        : String.valueOf(unknown.getMessage());
  }

  Optional<Resolved> described(
      ModuleType type, Map<String, Object> parameters, String module, Origin origin) {
    try {
      Plan.Callee callee = new Plan.Callee(type, parameters, bundles(type));
      return Optional.of(Resolved.plain(type.describe(parameters), callee));
    } catch (IllegalArgumentException unclear) {
      problem(origin, "module " + module + ": " + unclear.getMessage());
      return Optional.empty();
    }
  }

  /** Every process has the built-ins. */
  private List<Bundle> bundles(ModuleType type) {
    return builtIn.containsKey(type.name()) ? List.of() : request.bundles();
  }

  /** Gets what is wrong. */
  List<Problem> problems() {
    return problems;
  }

  void problem(Origin origin, String message) {
    problems.add(Problem.of(origin, message));
  }
}
