package dev.roundhouse.pipeline;

import dev.roundhouse.module.NearNames;
import dev.roundhouse.module.Port;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Checks a pipeline and decides all that types can decide. All problems are found together, before
 * anything runs: a module that is wrong in one way does not hide what is wrong elsewhere.
 */
public final class Planner {

  private final Pipeline pipeline;
  private final PlanRequest request;
  private final List<Problem> problems;
  private final Map<String, Draft> drafts = new LinkedHashMap<>();

  private Planner(Pipeline pipeline, PlanRequest request) {
    this.pipeline = pipeline;
    this.request = request;
    this.problems = new ArrayList<>(pipeline.problems());
  }

  /** Plans a pipeline. */
  public static Planned plan(Pipeline pipeline, PlanRequest request) {
    return new Planner(pipeline, request).plan();
  }

  private Planned plan() {
    pipeline.modules().forEach(this::draft);
    new Overrides(drafts, problems).apply(request.overrides(), request.folder());
    pipeline.connections().forEach(this::connect);
    ModuleResolver resolver = new ModuleResolver(request, problems);
    drafts.values().forEach(draft -> draft.resolved = resolver.resolve(draft));
    drafts.values().forEach(this::requireKnownPorts);
    List<Draft> order = new Ordering(drafts, problems).sort();
    Typing typing = new Typing(drafts, pipeline.folder(), problems);
    order.forEach(typing::check);
    drafts.values().forEach(draft -> SchemeNames.check(draft, problems));
    List<String> sinks = sinks();
    if (!problems.isEmpty()) {
      return new Planned.Refused(sorted());
    }
    return new Planned.Ready(new Assembly(order).plan(pipeline.name(), sinks));
  }

  private void draft(ModuleSpec spec) {
    if (spec.name().isBlank() || spec.name().contains("/") || spec.name().contains("->")) {
      problems.add(
          Problem.of(
              spec.origin(),
              "module name \"" + spec.name() + "\"",
              "a name without / and ->, which groups and connections use"));
    }
    drafts.put(spec.name(), new Draft(spec));
  }

  private void connect(Connection connection) {
    boolean from = isKnown(connection.from(), connection);
    boolean to = isKnown(connection.to(), connection);
    if (from && to) {
      String target = connection.to().module();
      Objects.requireNonNull(drafts.get(target), target)
          .incoming
          .computeIfAbsent(connection.to().port(), port -> new ArrayList<>())
          .add(connection);
    }
  }

  private boolean isKnown(PortRef end, Connection connection) {
    if (drafts.containsKey(end.module())) {
      return true;
    }
    problems.add(
        Problem.of(
            connection.origin(),
            "connection "
                + connection
                + ": unknown module "
                + end.module()
                + ", "
                + NearNames.hint(end.module(), drafts.keySet())));
    return false;
  }

  private void requireKnownPorts(Draft draft) {
    draft.resolved.ifPresent(
        module -> {
          draft.settings.forEach((port, setting) -> requireSettable(draft, module, port, setting));
          draft.incoming().forEach(connection -> requireInput(module, connection));
        });
    draft.incoming().forEach(this::requireOutput);
  }

  private void requireSettable(Draft draft, Resolved module, String port, Setting setting) {
    if (module.parameters().contains(port) || module.descriptor().input(port).isPresent()) {
      return;
    }
    List<String> known = new ArrayList<>(module.parameters());
    module.descriptor().inputs().stream().map(Port::name).forEach(known::add);
    problems.add(
        Problem.of(
            setting.origin(), unknownPort("input", draft.name(), port, draft.spec.type(), known)));
  }

  private void requireInput(Resolved module, Connection connection) {
    PortRef to = connection.to();
    if (module.descriptor().input(to.port()).isPresent()) {
      return;
    }
    String what =
        module.parameters().contains(to.port())
            ? to + " is a parameter, expected to be set, not connected"
            : unknownPort(
                "input",
                to.module(),
                to.port(),
                module.descriptor().type(),
                module.descriptor().inputs().stream().map(Port::name).toList());
    problems.add(Problem.of(connection.origin(), "connection " + connection + ": " + what));
  }

  private void requireOutput(Connection connection) {
    PortRef from = connection.from();
    Draft source = Objects.requireNonNull(drafts.get(from.module()), from.module());
    source
        .resolved
        .filter(module -> module.descriptor().output(from.port()).isEmpty())
        .ifPresent(
            module ->
                problems.add(
                    Problem.of(
                        connection.origin(),
                        "connection "
                            + connection
                            + ": "
                            + unknownPort(
                                "output",
                                from.module(),
                                from.port(),
                                module.descriptor().type(),
                                module.descriptor().outputs().stream().map(Port::name).toList()))));
  }

  private static String unknownPort(
      String direction, String module, String port, String type, List<String> known) {
    return "unknown "
        + direction
        + " port "
        + module
        + "."
        + port
        + " ("
        + type
        + "), "
        + NearNames.hint(port, known);
  }

  private List<String> sinks() {
    if (drafts.isEmpty() && pipeline.problems().isEmpty()) {
      problems.add(
          Problem.of(
              Origin.PROGRAM, "pipeline " + pipeline.name() + " has no modules", "at least one"));
    }
    for (String sink : request.sinks()) {
      if (!drafts.containsKey(sink)) {
        problems.add(
            Problem.of(
                new Origin("--sink " + sink, 0),
                "unknown module " + sink + ", " + NearNames.hint(sink, drafts.keySet())));
      }
    }
    Set<String> read =
        drafts.values().stream()
            .flatMap(draft -> draft.incoming().stream())
            .map(connection -> connection.from().module())
            .collect(Collectors.toSet());
    return drafts.keySet().stream()
        .filter(
            name ->
                request.sinks().isEmpty() ? !read.contains(name) : request.sinks().contains(name))
        .toList();
  }

  private List<Problem> sorted() {
    return problems.stream()
        .distinct()
        .sorted(
            Comparator.comparing((Problem problem) -> problem.origin().source())
                .thenComparing(problem -> problem.origin().line()))
        .toList();
  }
}
