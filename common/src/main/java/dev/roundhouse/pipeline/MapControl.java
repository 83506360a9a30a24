package dev.roundhouse.pipeline;

import dev.roundhouse.module.ModuleDescriptor;
import dev.roundhouse.module.Port;
import dev.roundhouse.module.PortType;
import dev.roundhouse.module.Support;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code map}: an {@link ElementWise} inner module, whose outputs are lists. */
record MapControl() implements ControlModule {

  private static final Set<String> PARAMETERS = Set.of(InnerModule.PARAMETER, "over");

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
            Port.of(InnerModule.PARAMETER, PortType.OBJECT),
            Port.of("over", PortType.of(Optional.class, PortType.STRING)),
            Port.of(ElementWise.LIST, PortType.OBJECT.list())),
        List.of(),
        Support.NONE,
        true);
  }

  @Override
  public Optional<Resolved> resolve(Draft draft, ModuleResolver resolver) {
    return ElementWise.of(draft, resolver).flatMap(this::lower);
  }

  private Optional<Resolved> lower(ElementWise elements) {
    List<Port> outputs =
        elements.inner().descriptor().outputs().stream()
            .map(port -> Port.of(port.name(), port.type().list()))
            .toList();
    return elements.resolved(this, PARAMETERS, outputs, Resolved.sameNames(outputs), loop -> loop);
  }
}
