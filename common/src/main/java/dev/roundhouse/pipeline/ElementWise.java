package dev.roundhouse.pipeline;

import dev.roundhouse.module.ModuleDescriptor;
import dev.roundhouse.module.Port;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * An inner module that runs once for every element of {@code list}. The parameter {@code over}
 * names the inner port that takes the elements; without it that is the only mandatory port that is
 * open, else the only open one. The inner module's other ports are ports of the outer module.
 *
 * @param over the port that takes the elements
 */
record ElementWise(InnerModule inner, Port over) {

  static final String LIST = "list";

  static Optional<ElementWise> of(Draft draft, ModuleResolver resolver) {
    return InnerModule.of(draft, resolver)
        .flatMap(inner -> over(inner).map(over -> new ElementWise(inner, over)));
  }

  private static Optional<Port> over(InnerModule inner) {
    if (inner.names("over")) {
      return inner.named("over", inner.shown(Set.of()));
    }
    List<Port> free = inner.free();
    List<Port> mandatory = free.stream().filter(Port::mandatory).toList();
    List<Port> candidates = mandatory.isEmpty() ? free : mandatory;
    if (candidates.size() != 1) {
      inner.problem(
          "its open ports are "
              + candidates.stream().map(Port::name).toList()
              + ", expected over = the one that takes the elements");
      return Optional.empty();
    }
    return Optional.of(candidates.get(0));
  }

  /**
   * The outer module.
   *
   * @param parameters its own
   * @param outputs its output ports
   * @param sources its output ports to the inner module's
   * @param expansion the tasks inside a loop that ends with the elements
   */
  Optional<Resolved> resolved(
      ControlModule control,
      Set<String> parameters,
      List<Port> outputs,
      Map<String, String> sources,
      Function<Plan.Expansion.Loop, Plan.Expansion> expansion) {
    Set<String> own = new HashSet<>(parameters);
    own.add(LIST);
    Set<String> hidden = new HashSet<>(own);
    hidden.remove(over.name());
    own.add(over.name());
    List<Port> shown = inner.shown(own);
    List<Port> inputs = new ArrayList<>(List.of(Port.of(LIST, over.type().list())));
    inputs.addAll(shown);
    Map<String, Resolved.Target> targets = new LinkedHashMap<>(Resolved.targets(shown));
    targets.put(LIST, new Resolved.Target(over.name(), over.type()));
    ModuleDescriptor inside = inner.descriptor();
    ModuleDescriptor descriptor =
        new ModuleDescriptor(
            control.name(),
            inside.summary(),
            inputs,
            outputs,
            inside.support(),
            inside.cacheable());
    return inner
        .fixed(hidden)
        .map(
            fixed ->
                new Resolved(
                    descriptor,
                    parameters,
                    inner.callee(),
                    targets,
                    sources,
                    fixed,
                    loop -> expansion.apply(inside(loop)),
                    inner.group(),
                    Optional.empty()));
  }

  private Plan.Expansion.Loop inside(Plan.Expansion.Loop loop) {
    List<Plan.Level> levels = new ArrayList<>(loop.levels());
    levels.add(new Plan.Level(List.of(over.name()), false));
    return new Plan.Expansion.Loop(levels);
  }
}
