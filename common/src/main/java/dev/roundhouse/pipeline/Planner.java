package dev.roundhouse.pipeline;

import dev.roundhouse.module.NearNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Checks a pipeline and decides all that types can decide. All problems are found together, before
 * anything runs: a module that is wrong in one way does not hide what is wrong elsewhere.
 */
public final class Planner {

  private final Pipeline pipeline;
  private final PlanRequest request;
  private final List<Problem> problems;

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
    Overrides overrides = new Overrides(request.overrides(), request.folder(), problems);
    Scope scope = new Scope(pipeline, new ModuleResolver(request, overrides, problems));
    List<Draft> order = scope.check();
    overrides.reportUnknown();
    List<String> sinks = sinks(scope);
    if (!problems.isEmpty()) {
      return new Planned.Refused(sorted());
    }
    return new Planned.Ready(new Assembly(order).plan(pipeline.name(), sinks));
  }

  private List<String> sinks(Scope scope) {
    Set<String> names = scope.drafts().keySet();
    if (names.isEmpty() && pipeline.problems().isEmpty()) {
      problems.add(
          Problem.of(
              Origin.PROGRAM, "pipeline " + pipeline.name() + " has no modules", "at least one"));
    }
    for (String sink : request.sinks()) {
      if (!names.contains(sink)) {
        problems.add(
            Problem.of(
                new Origin("--sink " + sink, 0),
                "unknown module " + sink + ", " + NearNames.hint(sink, names)));
      }
    }
    return request.sinks().isEmpty()
        ? scope.ends()
        : names.stream().filter(request.sinks()::contains).toList();
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
