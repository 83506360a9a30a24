package dev.roundhouse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Plans pipelines in tests. */
final class Planning {

  private Planning() {}

  static PlanRequest request() {
    return PlanRequest.of(Planning.class.getClassLoader(), List.of());
  }

  static Plan plan(PipelineBuilder pipeline) {
    return plan(pipeline, request());
  }

  static Plan plan(PipelineBuilder pipeline, PlanRequest request) {
    Planned planned = Planner.plan(pipeline.build(), request);
    assertThat(planned).isInstanceOf(Planned.Ready.class);
    return ((Planned.Ready) planned).plan();
  }

  static List<String> problems(PipelineBuilder pipeline) {
    return problems(pipeline, request());
  }

  static List<String> problems(PipelineBuilder pipeline, PlanRequest request) {
    return problems(pipeline.build(), request);
  }

  static List<String> problems(Pipeline pipeline, PlanRequest request) {
    Planned planned = Planner.plan(pipeline, request);
    assertThat(planned).isInstanceOf(Planned.Refused.class);
    return ((Planned.Refused) planned).problems().stream().map(Problem::toString).toList();
  }

  static Plan.Node node(Plan plan, String name) {
    return plan.nodes().stream().filter(node -> node.name().equals(name)).findFirst().orElseThrow();
  }

  static Plan.Input input(Plan plan, String module, String port) {
    return node(plan, module).inputs().stream()
        .filter(input -> input.port().equals(port))
        .findFirst()
        .orElseThrow();
  }

  /** The levels of a module's loop as port names. */
  static List<List<String>> levels(Plan plan, String module) {
    return node(plan, module).expansion().loop().levels().stream().map(Plan.Level::ports).toList();
  }
}
