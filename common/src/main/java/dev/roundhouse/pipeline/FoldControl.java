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
 * {@code fold}: runs the inner module for one element of {@code list} after the other, each time
 * with the output of the run before, the first time with {@code initial}. The parameter {@code
 * result} names that output (default: the only one), {@code into} the inner port that takes it
 * (default: the only open one of its type), {@code over} the one that takes the elements (default:
 * the only other mandatory one that is open). Other inner ports are ports of the fold.
 */
record FoldControl() implements ControlModule {

  private static final String LIST = "list";
  private static final String INITIAL = "initial";
  private static final Set<String> PARAMETERS = Set.of("module", "over", "into", "result");

  /** The inner ports that take part. */
  private record Roles(Port into, Port over, Port result) {}

  @Override
  public String name() {
    return "fold";
  }

  @Override
  public ModuleDescriptor listing() {
    PortType name = PortType.of(Optional.class, PortType.STRING);
    return new ModuleDescriptor(
        name(),
        "Runs another module for one element of a list after the other, on its own last output.",
        List.of(
            Port.of("module", PortType.OBJECT),
            Port.of("over", name),
            Port.of("into", name),
            Port.of("result", name),
            Port.of(LIST, PortType.OBJECT.list()),
            Port.of(INITIAL, PortType.OBJECT)),
        List.of(),
        Support.NONE,
        true);
  }

  @Override
  public Optional<Resolved> resolve(Draft draft, ModuleResolver resolver) {
    return InnerModule.of(draft, resolver)
        .flatMap(inner -> roles(inner).flatMap(roles -> lower(inner, roles)));
  }

  private static Optional<Roles> roles(InnerModule inner) {
    Optional<Port> result = result(inner);
    if (result.isEmpty()) {
      return Optional.empty();
    }
    boolean given = inner.names("over");
    Optional<Port> named = given ? inner.named("over", inner.shown(Set.of())) : Optional.empty();
    if (given && named.isEmpty()) {
      return Optional.empty();
    }
    Optional<Port> into = into(inner, result.get(), named);
    return into.flatMap(
        taker ->
            (given ? named : over(inner, taker))
                .map(elements -> new Roles(taker, elements, result.get())));
  }

  private static Optional<Port> result(InnerModule inner) {
    List<Port> outputs = inner.descriptor().outputs();
    return inner.names("result")
        ? inner.named("result", outputs)
        : only(inner, outputs, "outputs", "result = the one that the next run takes");
  }

  private static Optional<Port> into(InnerModule inner, Port result, Optional<Port> over) {
    if (!inner.names("into")) {
      List<Port> takers =
          inner.free().stream()
              .filter(port -> !over.equals(Optional.of(port)))
              .filter(port -> port.type().accepts(result.type()))
              .toList();
      List<Port> same = takers.stream().filter(port -> port.type().equals(result.type())).toList();
      return only(
          inner,
          same.size() == 1 ? same : takers,
          "open ports that take " + result.name() + " (" + result.type() + ")",
          "into = the one that takes the last result");
    }
    Optional<Port> named = inner.named("into", inner.shown(Set.of()));
    if (named.isPresent() && !named.get().type().accepts(result.type())) {
      inner.problem(
          "into = "
              + named.get().name()
              + " takes "
              + named.get().type()
              + ", but the result "
              + result.name()
              + " is "
              + result.type());
      return Optional.empty();
    }
    return named;
  }

  private static Optional<Port> over(InnerModule inner, Port into) {
    List<Port> free = inner.free().stream().filter(port -> !port.equals(into)).toList();
    List<Port> mandatory = free.stream().filter(Port::mandatory).toList();
    return only(
        inner,
        mandatory.isEmpty() ? free : mandatory,
        "other open ports",
        "over = the one that takes the elements");
  }

  private static Optional<Port> only(
      InnerModule inner, List<Port> candidates, String what, String expected) {
    if (candidates.size() == 1) {
      return Optional.of(candidates.get(0));
    }
    inner.problem(
        "its "
            + what
            + " are "
            + candidates.stream().map(Port::name).toList()
            + ", expected "
            + expected);
    return Optional.empty();
  }

  private Optional<Resolved> lower(InnerModule inner, Roles roles) {
    Port into = roles.into;
    Port over = roles.over;
    Set<String> hidden = new HashSet<>(PARAMETERS);
    hidden.addAll(Set.of(LIST, INITIAL));
    Set<String> own = new HashSet<>(hidden);
    hidden.removeAll(Set.of(into.name(), over.name()));
    own.addAll(Set.of(into.name(), over.name()));
    List<Port> shown = inner.shown(own);
    List<Port> inputs =
        new ArrayList<>(
            List.of(
                Port.of(LIST, over.type().list()),
                new Port(INITIAL, into.type(), into.defaultValue(), into.mandatory())));
    inputs.addAll(shown);
    Map<String, Resolved.Target> targets = new LinkedHashMap<>(Resolved.targets(shown));
    targets.put(LIST, new Resolved.Target(over.name(), over.type()));
    targets.put(INITIAL, new Resolved.Target(into.name(), into.type()));
    return inner.fixed(hidden).map(fixed -> resolved(inner, roles, inputs, targets, fixed));
  }

  private Resolved resolved(
      InnerModule inner,
      Roles roles,
      List<Port> inputs,
      Map<String, Resolved.Target> targets,
      List<Plan.Input> fixed) {
    ModuleDescriptor descriptor = inner.descriptor();
    List<Port> outputs = List.of(Port.of(roles.result.name(), roles.into.type()));
    return new Resolved(
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
        loop ->
            new Plan.Expansion.Fold(
                roles.into.name(), roles.over.name(), roles.result.name(), loop),
        inner.group(),
        Optional.empty());
  }
}
