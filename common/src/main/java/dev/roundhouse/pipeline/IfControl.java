package dev.roundhouse.pipeline;

import dev.roundhouse.module.ModuleDescriptor;
import dev.roundhouse.module.Port;
import dev.roundhouse.module.PortType;
import dev.roundhouse.module.Support;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code if}: gives what comes in at {@code then} or at {@code else}, by its condition; what only
 * the other one needs does not run. The parameter {@code results} names several such outputs at
 * once, with the ports {@code then-NAME} and {@code else-NAME}.
 */
record IfControl() implements ControlModule {

  private static final String RESULTS = "results";
  private static final String RESULT = "result";

  @Override
  public String name() {
    return "if";
  }

  @Override
  public ModuleDescriptor listing() {
    Map<String, Plan.Branches> plain = Map.of(RESULT, new Plan.Branches("then", "else"));
    List<Port> inputs = new ArrayList<>(inputs(plain));
    inputs.add(Port.of(RESULTS, PortType.of(Optional.class, PortType.STRING.list())));
    return new ModuleDescriptor(
        name(),
        "Chooses between two values by a condition; what only the other one needs does not run.",
        inputs,
        List.of(Port.of(RESULT, PortType.OBJECT)),
        Support.NONE,
        true);
  }

  private static List<Port> inputs(Map<String, Plan.Branches> results) {
    List<Port> inputs = new ArrayList<>();
    inputs.add(Port.of(Plan.Role.Choice.CONDITION, new PortType(boolean.class)));
    for (Plan.Branches branches : results.values()) {
      inputs.add(Port.of(branches.then(), PortType.OBJECT));
      inputs.add(new Port(branches.otherwise(), PortType.OBJECT, Optional.empty(), false));
    }
    return inputs;
  }

  @Override
  public Optional<Resolved> resolve(Draft draft, ModuleResolver resolver) {
    return results(draft, resolver)
        .map(
            results ->
                resolved(
                    results,
                    results.keySet().stream()
                        .map(name -> Port.of(name, PortType.OBJECT))
                        .toList()));
  }

  private Resolved resolved(Map<String, Plan.Branches> results, List<Port> outputs) {
    ModuleDescriptor descriptor =
        new ModuleDescriptor(
            name(), "Chooses by a condition.", inputs(results), outputs, Support.ALL, true);
    return new Resolved(
        descriptor,
        Set.of(RESULTS),
        new Plan.Callee(new ControlType(descriptor), Map.of(), List.of()),
        Resolved.targets(descriptor.inputs()),
        Resolved.sameNames(outputs),
        List.of(),
        loop -> loop,
        Optional.empty(),
        Optional.of(results));
  }

  private static Optional<Map<String, Plan.Branches>> results(
      Draft draft, ModuleResolver resolver) {
    Setting setting = draft.settings.get(RESULTS);
    Map<String, Plan.Branches> results = new LinkedHashMap<>();
    if (setting == null) {
      results.put(RESULT, new Plan.Branches("then", "else"));
      return Optional.of(results);
    }
    PortType names = PortType.STRING.list();
    try {
      for (Object name : (List<?>) names.read(setting.plain(names), setting.folder())) {
        results.put(String.valueOf(name), new Plan.Branches("then-" + name, "else-" + name));
      }
    } catch (IllegalArgumentException unfit) {
      resolver.problem(setting.origin(), draft.name() + "." + RESULTS + ": " + unfit.getMessage());
      return Optional.empty();
    }
    if (results.isEmpty()) {
      resolver.problem(
          setting.origin(), draft.name() + "." + RESULTS + " is empty, expected names of outputs");
      return Optional.empty();
    }
    return Optional.of(results);
  }

  /**
   * The module, once it is known what comes in: a result has the type that takes both branches.
   *
   * @param types of what comes in, by port; without those that are open
   */
  Optional<Resolved> typed(
      Draft draft,
      Map<String, Plan.Branches> results,
      Map<String, PortType> types,
      List<Problem> problems) {
    List<Port> outputs = new ArrayList<>();
    for (Map.Entry<String, Plan.Branches> result : results.entrySet()) {
      PortType then = types.get(result.getValue().then());
      PortType otherwise = types.getOrDefault(result.getValue().otherwise(), then);
      if (then == null || otherwise == null) {
        return Optional.empty();
      }
      if (then.accepts(otherwise) || otherwise.accepts(then)) {
        PortType wider = then.accepts(otherwise) ? then : otherwise;
        outputs.add(Port.of(result.getKey(), wider));
      } else {
        problems.add(mismatch(draft, result.getValue(), then, otherwise));
        return Optional.empty();
      }
    }
    return Optional.of(resolved(results, outputs));
  }

  private static Problem mismatch(
      Draft draft, Plan.Branches branches, PortType then, PortType otherwise) {
    return Problem.of(
        draft.spec.origin(),
        "module "
            + draft.name()
            + ": "
            + branches.then()
            + " gets "
            + then
            + ", "
            + branches.otherwise()
            + " gets "
            + otherwise,
        "types of which one takes the other");
  }
}
