package dev.roundhouse.pipeline;

import dev.roundhouse.module.ModuleDescriptor;
import dev.roundhouse.module.NearNames;
import dev.roundhouse.module.Port;
import dev.roundhouse.module.PortType;
import dev.roundhouse.module.Support;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The ports of a group: what they are inside. */
final class GroupEdge {

  private final String path;
  private final Path folder;
  private final Map<String, Draft> drafts;
  private final List<Problem> problems;
  private final Map<String, Port> inputs = new LinkedHashMap<>();
  private final Map<String, PortRef> outputs = new LinkedHashMap<>();

  /**
   * @param path the group's full name; empty for a pipeline that runs by itself
   * @param folder what relative paths inside are relative to
   */
  GroupEdge(String path, Path folder, Map<String, Draft> drafts, List<Problem> problems) {
    this.path = path;
    this.folder = folder;
    this.drafts = drafts;
    this.problems = problems;
  }

  /**
   * Connects input ports to the ports inside.
   *
   * @param outside what gives their values; empty where nobody does
   */
  void enter(List<GroupPort> ports, Optional<Draft> outside) {
    for (GroupPort port : ports) {
      List<PortRef> inner = inner(port);
      List<Port> found = new ArrayList<>();
      inner.forEach(ref -> input(port, ref).ifPresent(found::add));
      if (outside.isEmpty() || found.isEmpty()) {
        continue;
      }
      inputs.put(port.name(), port(port.name(), found, inner.size() == 1 ? inner : List.of()));
      PortRef from = new PortRef(path, port.name());
      for (PortRef to : inner) {
        Draft target = drafts.get(to.module());
        if (target != null) {
          target.connect(new Connection(from, to, port.origin()));
        }
      }
    }
    outside.ifPresent(this::describe);
  }

  private List<PortRef> inner(GroupPort port) {
    if (port.inner().isEmpty()) {
      problems.add(Problem.of(port.origin(), at(port) + " names no port inside", PortRef.FORM));
    }
    return port.inner().stream().map(ref -> ref.within(path)).toList();
  }

  private Optional<Port> input(GroupPort port, PortRef ref) {
    return module(port, ref)
        .flatMap(
            module -> known(port, ref, "input", module, module.inputs(), module.input(ref.port())));
  }

  /** The type is that of the first port inside; what is set there is the default. */
  private Port port(String name, List<Port> found, List<PortRef> only) {
    PortType type = found.get(0).type();
    Optional<Object> value =
        only.isEmpty()
            ? Optional.empty()
            : only.stream().flatMap(ref -> set(ref, type).stream()).findFirst();
    if (value.isEmpty() && found.stream().noneMatch(Port::mandatory)) {
      value = found.get(0).defaultValue().map(given -> type.read(given, folder));
    }
    boolean mandatory = value.isEmpty() && found.stream().anyMatch(Port::mandatory);
    return new Port(name, type, value, mandatory);
  }

  private Optional<Object> set(PortRef ref, PortType type) {
    Draft draft = drafts.get(ref.module());
    Setting setting = draft == null ? null : draft.settings.get(ref.port());
    if (draft == null || setting == null) {
      return Optional.empty();
    }
    try {
      Object value = type.read(setting.plain(type), setting.folder());
      draft.settings.remove(ref.port());
      return Optional.of(value);
    } catch (IllegalArgumentException unfit) {
      // it stays set, and is reported there
      return Optional.empty();
    }
  }

  private void describe(Draft outside) {
    List<Port> given =
        inputs.values().stream().map(port -> Port.of(port.name(), port.type())).toList();
    ModuleDescriptor descriptor =
        new ModuleDescriptor(GroupControl.NAME, "", List.of(), given, Support.NONE, true);
    outside.resolved =
        Optional.of(
            Resolved.plain(
                descriptor, new Plan.Callee(new ControlType(descriptor), Map.of(), List.of())));
    outside.typed = true;
  }

  /** Finds output ports inside, after the modules were checked. */
  void leave(List<GroupPort> ports) {
    for (GroupPort port : ports) {
      List<PortRef> inner = inner(port);
      if (inner.size() > 1) {
        problems.add(
            Problem.of(port.origin(), at(port) + " names " + inner.size() + " ports", "one"));
      }
      for (PortRef ref : inner) {
        module(port, ref)
            .flatMap(
                module ->
                    known(port, ref, "output", module, module.outputs(), module.output(ref.port())))
            .ifPresent(known -> outputs.put(port.name(), ref));
      }
    }
  }

  private Optional<ModuleDescriptor> module(GroupPort port, PortRef ref) {
    Draft draft = drafts.get(ref.module());
    if (draft == null) {
      problems.add(
          Problem.of(
              port.origin(),
              at(port)
                  + ": unknown module "
                  + ref.module()
                  + ", "
                  + NearNames.hint(ref.module(), drafts.keySet())));
    }
    return Optional.ofNullable(draft).flatMap(found -> found.resolved).map(Resolved::descriptor);
  }

  private Optional<Port> known(
      GroupPort port,
      PortRef ref,
      String direction,
      ModuleDescriptor module,
      List<Port> all,
      Optional<Port> found) {
    if (found.isEmpty()) {
      List<String> names = all.stream().map(Port::name).toList();
      problems.add(
          Problem.of(
              port.origin(),
              at(port)
                  + ": "
                  + Wires.unknownPort(direction, ref.module(), ref.port(), module.type(), names)));
    }
    return found;
  }

  private String at(GroupPort port) {
    return "port " + (path.isEmpty() ? port.name() : new PortRef(path, port.name()));
  }

  List<Port> inputs() {
    return List.copyOf(inputs.values());
  }

  List<Port> outputs() {
    List<Port> ports = new ArrayList<>();
    outputs.forEach(
        (name, ref) ->
            Optional.ofNullable(drafts.get(ref.module()))
                .flatMap(draft -> draft.outputType(ref.port()))
                .ifPresent(type -> ports.add(Port.of(name, type))));
    return ports;
  }

  /** Output port to the port inside. */
  Map<String, PortRef> sources() {
    return outputs;
  }
}
