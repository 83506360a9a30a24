package dev.roundhouse.client;

import dev.roundhouse.pipeline.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How a run ended.
 *
 * @param id of the run; later runs sort after earlier ones
 * @param pipeline the pipeline's name
 * @param status a final state
 * @param startedAt on the session's clock
 * @param finishedAt on the session's clock
 * @param outputs values by sink and port, of every sink that has them; a value may be null
 * @param modules by name, in an order in which each comes after those that it needs
 * @param problems what someone should know although the states do not show it
 */
public record RunResult(
    String id,
    String pipeline,
    RunStatus status,
    Instant startedAt,
    Instant finishedAt,
    Map<String, Map<String, Object>> outputs,
    Map<String, ModuleResult> modules,
    List<String> problems) {

  public RunResult {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(pipeline, "pipeline");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(startedAt, "startedAt");
    Objects.requireNonNull(finishedAt, "finishedAt");
    Objects.requireNonNull(outputs, "outputs");
    Objects.requireNonNull(modules, "modules");
    problems = List.copyOf(problems);
  }

  /**
   * The result of a run that was cancelled before it told anything: all modules are cancelled.
   *
   * @param plan what was to run
   * @param begun when it was asked for
   * @param ended when it was given up
   * @param problem what someone should know about it
   */
  public static RunResult untold(Plan plan, Instant begun, Instant ended, String problem) {
    Map<String, ModuleResult> modules = new LinkedHashMap<>();
    for (Plan.Node node : plan.nodes()) {
      modules.put(node.name(), ModuleResult.untold(node, ended));
    }
    return new RunResult(
        RunIds.of(begun.toEpochMilli(), ThreadLocalRandom.current().nextLong()),
        plan.name(),
        RunStatus.CANCELLED,
        begun,
        ended,
        Map.of(),
        Collections.unmodifiableMap(modules),
        List.of(problem));
  }

  public boolean succeeded() {
    return status == RunStatus.SUCCEEDED;
  }

  public Duration elapsed() {
    return Duration.between(startedAt, finishedAt);
  }

  /** The output of a sink; empty where it has none, or it is null. */
  public Optional<Object> output(String sink, String port) {
    return Optional.ofNullable(outputs.getOrDefault(sink, Map.of()).get(port));
  }
}
