package dev.roundhouse.pipeline;

import dev.roundhouse.module.ModuleDescriptor;
import dev.roundhouse.module.Port;
import dev.roundhouse.module.PortType;
import dev.roundhouse.module.Support;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code map}: runs the inner module for every element of {@code list}. The parameter {@code over}
 * names the inner port that takes the elements; without it that is the only mandatory port that is
 * open, else the only open one. The inner module's other ports are ports of the map, its outputs
 * are lists.
 */
record MapControl() implements ControlModule {

  private static final String LIST = "list";
  private static final Set<String> PARAMETERS = Set.of("module", "over");

  @Override
  public String name() {
    return "map";
  }

  @Override
  public ModuleDescriptor listing() {
    return new ModuleDescriptor(
        name(),
        "Runs another module for every element of a list; its outputs are lists.",
        List.of(
            Port.of("module", PortType.OBJECT),
            Port.of("over", PortType.of(Optional.class, PortType.STRING)),
            Port.of(LIST, PortType.OBJECT.list())),
        List.of(),
        Support.NONE,
        true);
  }

  @Override
  public Optional<Resolved> resolve(Draft draft, ModuleResolver resolver) {
    return InnerModule.of(draft, resolver)
        .flatMap(inner -> over(inner).flatMap(over -> lower(inner, over)));
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

  private Optional<Resolved> lower(InnerModule inner, Port over) {
    Set<String> own = new HashSet<>(PARAMETERS);
    own.add(LIST);
    Set<String> hidden = new HashSet<>(own);
    hidden.remove(over.name());
    own.add(over.name());
    List<Port> shown = inner.shown(own);
    List<Port> inputs = new ArrayList<>(List.of(Port.of(LIST, over.type().list())));
    inputs.addAll(shown);
    Map<String, Resolved.Target> targets = new LinkedHashMap<>(Resolved.targets(shown));
    targets.put(LIST, new Resolved.Target(over.name(), over.type()));
    ModuleDescriptor descriptor = inner.descriptor();
    List<Port> outputs =
        descriptor.outputs().stream()
            .map(port -> Port.of(port.name(), port.type().list()))
            .toList();
    return inner
        .fixed(hidden)
        .map(
            fixed ->
                new Resolved(
                    new ModuleDescriptor(
                        name(),
                        descriptor.summary(),
                        inputs,
                        outputs,
                        descriptor.support(),
                        descriptor.cacheable()),
                    PARAMETERS,
                    inner.callee(),
                    targets,
                    Resolved.sameNames(outputs),
                    fixed,
                    loop -> inside(loop, over.name())));
  }

  private static Plan.Expansion inside(Plan.Expansion.Loop loop, String over) {
    List<Plan.Level> levels = new ArrayList<>(loop.levels());
    levels.add(new Plan.Level(List.of(over), false));
    return new Plan.Expansion.Loop(levels);
  }
}
