package dev.roundhouse.pipeline;

import dev.roundhouse.module.ModuleDescriptor;
import dev.roundhouse.module.Port;
import dev.roundhouse.module.PortType;
import dev.roundhouse.module.Support;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code filter}: an {@link ElementWise} inner module that says which elements to keep. The
 * parameter {@code keep} names its output that says so; without it that is the only boolean one.
 */
record FilterControl() implements ControlModule {

  private static final String KEPT = "kept";
  private static final String KEEP = "keep";
  private static final Set<String> PARAMETERS = Set.of(InnerModule.PARAMETER, "over", KEEP);
  private static final PortType BOOLEAN = new PortType(boolean.class);

  @Override
  public String name() {
    return "filter";
  }

  @Override
  public ModuleDescriptor listing() {
    PortType name = PortType.of(Optional.class, PortType.STRING);
    return new ModuleDescriptor(
        name(),
        "Keeps the elements of a list for which another module says so.",
        List.of(
            Port.of(InnerModule.PARAMETER, PortType.OBJECT),
            Port.of("over", name),
            Port.of(KEEP, name),
            Port.of(ElementWise.LIST, PortType.OBJECT.list())),
        List.of(Port.of(KEPT, PortType.OBJECT.list())),
        Support.NONE,
        true);
  }

  @Override
  public Optional<Resolved> resolve(Draft draft, ModuleResolver resolver) {
    return ElementWise.of(draft, resolver)
        .flatMap(elements -> keep(elements.inner()).flatMap(keep -> lower(elements, keep)));
  }

  private static Optional<Port> keep(InnerModule inner) {
    List<Port> outputs = inner.descriptor().outputs();
    if (inner.names(KEEP)) {
      Optional<Port> named = inner.named(KEEP, outputs);
      named
          .filter(port -> !isBoolean(port))
          .ifPresent(
              port ->
                  inner.problem(
                      "keep = "
                          + port.name()
                          + " gives "
                          + port.type()
                          + ", expected an output that is boolean"));
      return named.filter(FilterControl::isBoolean);
    }
    List<Port> candidates = outputs.stream().filter(FilterControl::isBoolean).toList();
    if (candidates.size() != 1) {
      inner.problem(
          "its boolean outputs are "
              + candidates.stream().map(Port::name).toList()
              + ", expected "
              + (candidates.isEmpty() ? "one" : "keep = the one that says which elements to keep"));
      return Optional.empty();
    }
    return Optional.of(candidates.get(0));
  }

  private static boolean isBoolean(Port port) {
    return BOOLEAN.accepts(port.type());
  }

  private Optional<Resolved> lower(ElementWise elements, Port keep) {
    Port over = elements.over();
    return elements.resolved(
        this,
        PARAMETERS,
        List.of(Port.of(KEPT, over.type().list())),
        Map.of(KEPT, keep.name()),
        loop -> new Plan.Expansion.Filter(over.name(), loop));
  }
}
