package dev.roundhouse.pipeline;

import dev.roundhouse.module.ModuleDescriptor;
import dev.roundhouse.module.ModuleType;
import dev.roundhouse.module.NearNames;
import dev.roundhouse.module.Port;
import dev.roundhouse.module.PortType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The module that a {@link ControlModule} runs: its parameter {@code module}. */
final class InnerModule {

  /** The name of the parameter. */
  static final String PARAMETER = "module";

  private static final List<String> KEYS = List.of("type", "inputs");

  private final Draft outer;
  private final ModuleResolver resolver;
  private final Setting setting;
  private final Resolved resolved;
  private final Map<String, Object> inputs;
  private final List<Plan.Input> constants = new ArrayList<>();

  private InnerModule(
      Draft outer,
      ModuleResolver resolver,
      Setting setting,
      Resolved resolved,
      Map<String, Object> inputs) {
    this.outer = outer;
    this.resolver = resolver;
    this.setting = setting;
    this.resolved = resolved;
    this.inputs = inputs;
  }

  /**
   * Reads the parameter: a type's name, an object with {@code type} and {@code inputs}, or a group.
   */
  static Optional<InnerModule> of(Draft outer, ModuleResolver resolver) {
    Setting setting = outer.settings.get(PARAMETER);
    String form = "module = TYPE or { type = TYPE, inputs { … } }";
    if (setting == null) {
      resolver.problem(
          outer.spec.origin(),
          "module " + outer.name() + " has no inner module, expected inputs { " + form + " }");
      return Optional.empty();
    }
    if (setting.value() instanceof ModuleSpec group) {
      return group(outer, resolver, setting, group);
    }
    if (setting.value() instanceof Pipeline inside) {
      return group(outer, resolver, setting, ModuleSpec.group(inside, setting.origin()));
    }
    Map<?, ?> section =
        setting.value() instanceof Map<?, ?> map ? map : Map.of("type", setting.value());
    boolean formed =
        section.get("type") instanceof String
            && (!section.containsKey("inputs") || section.get("inputs") instanceof Map<?, ?>);
    for (Object key : section.keySet()) {
      if (!KEYS.contains(key)) {
        String near = NearNames.hint(String.valueOf(key), KEYS);
        resolver.problem(setting.origin(), at(outer) + ": unknown key " + key + ", " + near);
        formed = false;
      }
    }
    if (!formed) {
      resolver.problem(
          setting.origin(), at(outer) + " is " + setting.value() + ", expected " + form);
      return Optional.empty();
    }
    return resolve(outer, resolver, setting, section);
  }

  /** The modules inside of the group are inside of the outer module. */
  private static Optional<InnerModule> group(
      Draft outer, ModuleResolver resolver, Setting setting, ModuleSpec group) {
    if (group.group().isEmpty()) {
      return Optional.empty();
    }
    ModuleSpec named = group.named(outer.name(), outer.spec.options());
    Map<String, Object> inputs = new LinkedHashMap<>();
    group.inputs().forEach((port, set) -> inputs.put(port, set.value()));
    return resolver
        .group(named, group.group().get())
        .map(module -> new InnerModule(outer, resolver, setting, module, inputs))
        .filter(InnerModule::settle);
  }

  private static Optional<InnerModule> resolve(
      Draft outer, ModuleResolver resolver, Setting setting, Map<?, ?> section) {
    String type = (String) Objects.requireNonNull(section.get("type"), "type");
    if (ControlModule.named(type).isPresent()) {
      resolver.problem(
          setting.origin(), at(outer) + " is " + type + ", expected a module that computes");
      return Optional.empty();
    }
    Map<String, Object> inputs = new LinkedHashMap<>();
    if (section.get("inputs") instanceof Map<?, ?> set) {
      set.forEach((port, value) -> inputs.put(String.valueOf(port), value));
    }
    return resolver
        .type(type, outer.name() + ".module", setting.origin())
        .flatMap(found -> described(found, outer, resolver, setting, inputs))
        .map(module -> new InnerModule(outer, resolver, setting, module, inputs))
        .filter(InnerModule::settle);
  }

  /** What is set on the outer module goes through to the inner one, and may decide its ports. */
  private static Optional<Resolved> described(
      ModuleType type,
      Draft outer,
      ModuleResolver resolver,
      Setting setting,
      Map<String, Object> inputs) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    outer.settings.forEach((port, value) -> parameters.put(port, value.value()));
    parameters
        .keySet()
        .removeAll(List.of(PARAMETER, "over", "keep", "into", "result", "list", "initial"));
    parameters.putAll(inputs);
    return resolver.described(type, parameters, outer.name() + ".module", setting.origin());
  }

  private boolean settle() {
    boolean right = true;
    for (Map.Entry<String, Object> input : inputs.entrySet()) {
      Optional<Port> port = descriptor().input(input.getKey());
      if (port.isEmpty()) {
        problem(
            "unknown input port "
                + input.getKey()
                + ", "
                + NearNames.hint(input.getKey(), names()));
        right = false;
      } else {
        right &= settle(port.get(), input.getValue());
      }
    }
    return right;
  }

  private boolean settle(Port port, Object plain) {
    try {
      constants.add(constant(port, port.type().read(plain, setting.folder())));
      return true;
    } catch (IllegalArgumentException unfit) {
      boolean list = plain instanceof Collection<?>;
      problem(
          "port "
              + port.name()
              + ": "
              + unfit.getMessage()
              + (list ? "; to loop over a list, set it on " + outer.name() + " itself" : ""));
      return false;
    }
  }

  static Plan.Input constant(Port port, Object value) {
    return new Plan.Input(port.name(), port.type(), Optional.of(value), List.of(), false);
  }

  ModuleDescriptor descriptor() {
    return resolved.descriptor();
  }

  Plan.Callee callee() {
    return resolved.callee();
  }

  Optional<GroupBody> group() {
    return resolved.group();
  }

  /** Ports that nothing set yet, neither inside nor through the outer module. */
  List<Port> free() {
    return descriptor().inputs().stream()
        .filter(port -> !inputs.containsKey(port.name()) && !outer.isGiven(port.name()))
        .toList();
  }

  /** A port that a parameter of the outer module names; empty where it is not set or wrong. */
  Optional<Port> named(String parameter, List<Port> among) {
    Setting name = outer.settings.get(parameter);
    if (name == null) {
      return Optional.empty();
    }
    String wanted = String.valueOf(name.plain(PortType.STRING));
    Optional<Port> port = among.stream().filter(one -> one.name().equals(wanted)).findFirst();
    if (port.isEmpty()) {
      List<String> names = among.stream().map(Port::name).toList();
      resolver.problem(
          name.origin(),
          outer.name() + "." + parameter + " is " + wanted + ", " + NearNames.hint(wanted, names));
    }
    return port;
  }

  boolean names(String parameter) {
    return outer.settings.containsKey(parameter);
  }

  /** Inner ports that the outer module shows under the same name. */
  List<Port> shown(Set<String> taken) {
    return descriptor().inputs().stream()
        .filter(port -> !inputs.containsKey(port.name()) && !taken.contains(port.name()))
        .toList();
  }

  /** What was set inside, and the defaults of ports that are hidden by the outer module's own. */
  Optional<List<Plan.Input>> fixed(Set<String> hidden) {
    List<Plan.Input> fixed = new ArrayList<>(constants);
    for (Port port : descriptor().inputs()) {
      if (hidden.contains(port.name()) && !inputs.containsKey(port.name())) {
        if (port.mandatory()) {
          problem(
              "port "
                  + port.name()
                  + " is hidden by the port or parameter "
                  + port.name()
                  + " of "
                  + outer.spec.type()
                  + ", expected it in module.inputs");
          return Optional.empty();
        }
        fixed.add(constant(port, port.defaultValue().orElse(Optional.empty())));
      }
    }
    return Optional.of(fixed);
  }

  void problem(String message) {
    resolver.problem(setting.origin(), at(outer) + " (" + descriptor().type() + "): " + message);
  }

  private List<String> names() {
    return descriptor().inputs().stream().map(Port::name).toList();
  }

  private static String at(Draft outer) {
    return outer.name() + ".module";
  }
}
