package dev.roundhouse.pipeline;

import dev.roundhouse.module.ModuleDescriptor;
import dev.roundhouse.module.Port;
import dev.roundhouse.module.PortType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A module whose ports are known, and how it is lowered to what its tasks compute.
 *
 * @param descriptor as the pipeline sees it
 * @param parameters names that may be set but are no ports
 * @param callee what its tasks compute
 * @param ports input port to the callee's
 * @param outputs output port to the callee's
 * @param fixed the callee's inputs that no port of the module brings
 * @param expansion the module's own tasks inside a loop around it
 * @param group what the callee is where it is a group
 * @param choice of an {@code if}: its branches by output port
 */
record Resolved(
    ModuleDescriptor descriptor,
    Set<String> parameters,
    Plan.Callee callee,
    Map<String, Target> ports,
    Map<String, String> outputs,
    List<Plan.Input> fixed,
    Function<Plan.Expansion.Loop, Plan.Expansion> expansion,
    Optional<GroupBody> group,
    Optional<Map<String, Plan.Branches>> choice) {

  /** An input port of the callee. */
  record Target(String port, PortType type) {}

  /** A module that is what its tasks compute. */
  static Resolved plain(ModuleDescriptor descriptor, Plan.Callee callee) {
    return new Resolved(
        descriptor,
        Set.of(),
        callee,
        targets(descriptor.inputs()),
        sameNames(descriptor.outputs()),
        List.of(),
        loop -> loop,
        Optional.empty(),
        Optional.empty());
  }

  /** A group, as one callee. */
  static Resolved group(ModuleDescriptor descriptor, GroupBody group) {
    return new Resolved(
        descriptor,
        Set.of(),
        new Plan.Callee(new ControlType(descriptor), Map.of(), List.of()),
        targets(descriptor.inputs()),
        sameNames(descriptor.outputs()),
        List.of(),
        loop -> loop,
        Optional.of(group),
        Optional.empty());
  }

  static Map<String, Target> targets(List<Port> inputs) {
    Map<String, Target> targets = new LinkedHashMap<>();
    inputs.forEach(port -> targets.put(port.name(), new Target(port.name(), port.type())));
    return targets;
  }

  static Map<String, String> sameNames(List<Port> outputs) {
    Map<String, String> names = new LinkedHashMap<>();
    outputs.forEach(port -> names.put(port.name(), port.name()));
    return names;
  }
}
