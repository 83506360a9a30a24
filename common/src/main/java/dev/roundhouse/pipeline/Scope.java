package dev.roundhouse.pipeline;

import dev.roundhouse.module.ModuleDescriptor;
import dev.roundhouse.module.Support;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The modules of a pipeline, or of a group, while they are checked. They are known by their full
 * names, {@code group/inner}. What comes into a group from outside is an output of a module with
 * the group's own name.
 */
final class Scope {

  private final String path;
  private final Pipeline pipeline;
  private final ModuleOptions around;
  private final ModuleResolver resolver;
  private final List<Problem> problems;
  private final Map<String, Draft> drafts = new LinkedHashMap<>();
  private final Optional<Draft> outside;
  private final GroupEdge edge;

  /** The modules of a pipeline. */
  Scope(Pipeline pipeline, ModuleResolver resolver) {
    this("", pipeline, ModuleOptions.DEFAULTS, resolver, Optional.empty());
    pipeline.modules().forEach(spec -> draft(spec, spec));
  }

  /**
   * The modules of a group.
   *
   * @param path the group's full name
   * @param around the group's options
   */
  Scope(String path, Pipeline inside, ModuleOptions around, ModuleResolver resolver) {
    this(
        path,
        inside,
        around,
        resolver,
        Optional.of(new Draft(ModuleSpec.group(inside, Origin.PROGRAM).named(path, around))));
    inside.modules().forEach(spec -> draft(spec, spec.within(path, around)));
  }

  private Scope(
      String path,
      Pipeline pipeline,
      ModuleOptions around,
      ModuleResolver resolver,
      Optional<Draft> outside) {
    this.path = path;
    this.pipeline = pipeline;
    this.around = around;
    this.resolver = resolver;
    this.problems = resolver.problems();
    this.outside = outside;
    this.edge = new GroupEdge(path, pipeline.folder(), drafts, problems);
  }

  private void draft(ModuleSpec written, ModuleSpec full) {
    if (written.name().isBlank() || written.name().contains("/") || written.name().contains("->")) {
      problems.add(
          Problem.of(
              written.origin(),
              "module name \"" + written.name() + "\"",
              "a name without / and ->, which groups and connections use"));
    }
    drafts.put(full.name(), new Draft(full));
  }

  Map<String, Draft> drafts() {
    return drafts;
  }

  /** Checks all modules; answers them in an order in which each comes after all that it needs. */
  List<Draft> check() {
    resolver.override(drafts);
    drafts.values().forEach(draft -> draft.resolved = resolver.resolve(draft));
    edge.enter(pipeline.ports().in(), outside);
    Map<String, Draft> sources = new LinkedHashMap<>();
    outside.ifPresent(draft -> sources.put(draft.name(), draft));
    sources.putAll(drafts);
    Wires wires = new Wires(drafts, sources, problems);
    pipeline.connections().forEach(connection -> wires.connect(connection.within(path)));
    wires.requireKnownPorts();
    List<Draft> order = new Ordering(sources, problems).sort();
    Typing typing = new Typing(sources, pipeline.folder(), problems);
    order.removeAll(outside.stream().toList());
    order.forEach(typing::check);
    drafts.values().forEach(draft -> SchemeNames.check(draft, problems));
    edge.leave(pipeline.ports().out());
    return order;
  }

  /** Checks the modules of a group; empty where something is wrong. */
  Optional<Resolved> group(ModuleSpec spec) {
    int before = problems.size();
    around
        .ofTasks()
        .forEach(
            key ->
                problems.add(
                    Problem.of(
                        spec.origin(), key + " is set on " + path, "it on the modules inside")));
    if (drafts.isEmpty()) {
      problems.add(Problem.of(spec.origin(), "group " + path + " has no modules", "at least one"));
    }
    List<Draft> order = check();
    if (problems.size() > before || !order.stream().allMatch(draft -> draft.typed)) {
      return Optional.empty();
    }
    List<ModuleDescriptor> inside = order.stream().map(Draft::descriptor).toList();
    ModuleDescriptor descriptor =
        new ModuleDescriptor(
            GroupControl.NAME,
            "The group " + path + ".",
            edge.inputs(),
            edge.outputs(),
            inside.stream().map(ModuleDescriptor::support).reduce(Support::and).orElseThrow(),
            inside.stream().allMatch(ModuleDescriptor::cacheable));
    List<String> ends = new ArrayList<>(ends());
    order.stream()
        .filter(draft -> draft.isGroup() && !ends.contains(draft.name()))
        .forEach(draft -> ends.add(draft.name()));
    return Optional.of(
        Resolved.group(descriptor, new GroupBody(path, order, edge.sources(), ends)));
  }

  /** Modules that nobody in the scope reads. */
  List<String> ends() {
    Set<String> read =
        drafts.values().stream()
            .flatMap(draft -> draft.incoming().stream())
            .map(connection -> connection.from().module())
            .collect(Collectors.toSet());
    return drafts.keySet().stream().filter(name -> !read.contains(name)).toList();
  }
}
