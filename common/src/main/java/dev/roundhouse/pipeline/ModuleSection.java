package dev.roundhouse.pipeline;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import dev.roundhouse.module.ModuleDescriptor;
import dev.roundhouse.module.ModuleTypes;
import dev.roundhouse.module.Port;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the section of one module in a pipeline file. */
final class ModuleSection {

  private static final List<String> KEYS =
      List.of(
          "type", "inputs", "schemes", "retries", "run-timeout", "queue-timeout", "loop", "cache");

  /** How a module combines several looped ports. */
  private enum Looping {
    CARTESIAN,
    PAIRWISE
  }

  /** Of a group: only what does not speak of tasks of its own. */
  private static final List<String> GROUP_KEYS =
      Stream.concat(
              GroupSection.KEYS.stream(), Stream.of("type", "inputs", "schemes", "loop", "cache"))
          .toList();

  private final HoconValues values;
  private final GroupFiles files;
  private final List<Problem> problems;

  ModuleSection(HoconValues values, GroupFiles files, List<Problem> problems) {
    this.values = values;
    this.files = files;
    this.problems = problems;
  }

  /** Empty where it has no type; what else is wrong leaves the default in place. */
  Optional<ModuleSpec> read(HoconValues.Entry module) {
    Origin origin = values.origin(module.value());
    if (!(module.value() instanceof ConfigObject section)) {
      problems.add(
          Problem.of(
              origin,
              "module " + module.key() + " is a " + PipelineFile.kind(module.value()),
              "an object such as { type = command }"));
      return Optional.empty();
    }
    ModuleBuilder builder = new ModuleBuilder(values.folder(), origin);
    Optional<String> type = type(section);
    boolean group = type.filter(GroupControl.NAME::equals).isPresent();
    List<String> keys = group ? GROUP_KEYS : KEYS;
    List<HoconValues.Entry> unknown = new ArrayList<>();
    for (HoconValues.Entry entry : values.entries(section)) {
      if (!keys.contains(entry.key())) {
        unknown.add(entry);
      } else if (KEYS.contains(entry.key()) && !entry.key().equals("type")) {
        key(new Owner(module.key(), type.orElse("")), entry, builder);
      }
    }
    if (group) {
      new GroupSection(values, files, problems)
          .read(module.key(), section)
          .ifPresent(builder::group);
    }
    List<String> inputs = unknown.isEmpty() ? List.of() : type.map(this::inputs).orElse(List.of());
    unknown.forEach(entry -> unknown(module.key(), entry, keys, inputs, builder));
    if (section.get("type") == null) {
      problems.add(
          Problem.of(
              origin, "module " + module.key() + " has no type", "type = NAME OF A MODULE TYPE"));
    }
    return type.map(name -> builder.build(module.key(), name, problems));
  }

  private Optional<String> type(ConfigObject section) {
    ConfigValue type = section.get("type");
    return type == null
        ? Optional.empty()
        : values.read(String.class, new HoconValues.Entry("type", type), problems);
  }

  /** The module that a key belongs to. */
  private record Owner(String name, String type) {}

  private void key(Owner module, HoconValues.Entry entry, ModuleBuilder builder) {
    switch (entry.key()) {
      case "inputs" -> inputs(module, entry, builder);
      case "schemes" ->
          values
              .strings(entry, problems)
              .ifPresent(names -> builder.schemes(names.toArray(String[]::new)));
      case "retries" -> count(entry).ifPresent(builder::retries);
      case "run-timeout" -> timeout(entry).ifPresent(builder::runTimeout);
      case "queue-timeout" -> timeout(entry).ifPresent(builder::queueTimeout);
      case "loop" ->
          values
              .read(Looping.class, entry, problems)
              .filter(looping -> looping == Looping.PAIRWISE)
              .ifPresent(pairwise -> builder.pairwise());
      case "cache" -> values.read(Boolean.class, entry, problems).ifPresent(builder::cache);
      default -> throw new IllegalArgumentException("no key of a module: " + entry.key());
    }
  }

  /** Where it is an input of the type, it is taken as one, so that nobody is told of it twice. */
  private void unknown(
      String module,
      HoconValues.Entry entry,
      List<String> keys,
      List<String> inputs,
      ModuleBuilder builder) {
    if (keys.equals(GROUP_KEYS) && KEYS.contains(entry.key())) {
      problems.add(
          Problem.of(
              values.origin(entry.value()),
              entry.key() + " is set on group " + module,
              "it on the modules inside"));
      return;
    }
    if (!inputs.contains(entry.key())) {
      PipelineFile.unknown(entry, keys, module + ".", problems, values);
      return;
    }
    problems.add(
        Problem.of(
            values.origin(entry.value()),
            "port " + module + "." + entry.key() + " is set beside type",
            "inputs { " + entry.key() + " = … }"));
    input(new Owner(module, ""), entry, builder);
  }

  /** The names of what can be set on a module of a type that the product has. */
  private List<String> inputs(String type) {
    Optional<ModuleDescriptor> control = ControlModule.named(type).map(ControlModule::listing);
    try {
      return control
          .or(
              () ->
                  Optional.ofNullable(ModuleTypes.builtIn().get(type))
                      .map(found -> found.describe(Map.of())))
          .map(found -> found.inputs().stream().map(Port::name).toList())
          .orElse(List.of());
    } catch (IllegalArgumentException unclear) {
      return List.of();
    }
  }

  private void inputs(Owner module, HoconValues.Entry entry, ModuleBuilder builder) {
    if (!(entry.value() instanceof ConfigObject inputs)) {
      problems.add(
          Problem.of(
              values.origin(entry.value()),
              "inputs of " + module.name + " is a " + PipelineFile.kind(entry.value()),
              "an object of values by port"));
      return;
    }
    values.entries(inputs).forEach(input -> input(module, input, builder));
  }

  private void input(Owner module, HoconValues.Entry input, ModuleBuilder builder) {
    Origin origin = values.origin(input.value());
    if (isInnerGroup(module, input)) {
      read(new HoconValues.Entry(module.name, input.value()))
          .ifPresent(inner -> builder.set(input.key(), Setting.of(inner, values.folder(), origin)));
      return;
    }
    try {
      Object value = values.plain(input.value());
      builder.set(input.key(), Setting.of(value, values.folder(), origin));
    } catch (IllegalArgumentException unfit) {
      problems.add(
          Problem.of(
              origin, "port " + module.name + "." + input.key() + ": " + unfit.getMessage()));
    }
  }

  /** A group that another module runs is read here, where its lines are known. */
  private boolean isInnerGroup(Owner module, HoconValues.Entry input) {
    return input.key().equals(InnerModule.PARAMETER)
        && ControlModule.named(module.type).isPresent()
        && input.value() instanceof ConfigObject section
        && section.get("type") != null
        && GroupControl.NAME.equals(section.get("type").unwrapped());
  }

  private Optional<Integer> count(HoconValues.Entry entry) {
    Optional<Integer> count = values.read(Integer.class, entry, problems);
    if (count.filter(number -> number < 0).isPresent()) {
      problems.add(
          Problem.of(
              values.origin(entry.value()), entry.key() + " is " + count.get(), "at least 0"));
    }
    return count.filter(number -> number >= 0);
  }

  private Optional<Duration> timeout(HoconValues.Entry entry) {
    Optional<Duration> timeout = values.read(Duration.class, entry, problems);
    boolean positive = timeout.filter(d -> !d.isNegative() && !d.isZero()).isPresent();
    if (timeout.isPresent() && !positive) {
      problems.add(
          Problem.of(
              values.origin(entry.value()), entry.key() + " is zero", "a duration above zero"));
    }
    return positive ? timeout : Optional.empty();
  }
}
