package dev.roundhouse.history;

import dev.roundhouse.graph.PipelineGraph;
import dev.roundhouse.pipeline.PortRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A recorded run, whole.
 *
 * @param header what was known when it began
 * @param machine of the session
 * @param end empty while it runs
 * @param modules each after all that it needs
 * @param engines those that tried tasks of it, as far as their controller told of them
 */
public record RunRecord(
    RunHeader header,
    MachineRecord machine,
    Optional<RunEnd> end,
    List<ModuleRecord> modules,
    List<EngineRecord> engines) {

  public RunRecord {
    Objects.requireNonNull(header, "header");
    Objects.requireNonNull(machine, "machine");
    Objects.requireNonNull(end, "end");
    modules = List.copyOf(modules);
    engines = List.copyOf(engines);
  }

  /** As documents say it. */
  public String status() {
    return end.map(RunEnd::status).orElse("running");
  }

  /** Its problems; none while it runs. */
  public List<String> problems() {
    return end.map(RunEnd::problems).orElse(List.of());
  }

  /** How long it took; empty while it runs. */
  public Optional<Duration> elapsed() {
    return end.map(RunEnd::at).map(at -> Duration.between(header.startedAt(), at));
  }

  /** When it ended, or the last that is known of it. */
  public Instant lastKnown() {
    return end.map(RunEnd::at)
        .orElseGet(
            () ->
                modules.stream()
                    .flatMap(module -> module.finishedAt().stream())
                    .max(Instant::compareTo)
                    .orElse(header.startedAt()));
  }

  /** The pipeline as people look at it. */
  public PipelineGraph graph() {
    List<PipelineGraph.Connection> connections = new ArrayList<>();
    for (ModuleRecord module : modules) {
      for (ModuleShape.Input input : module.shape().inputs()) {
        PortRef to = new PortRef(module.name(), input.port());
        input.sources().forEach(from -> connections.add(new PipelineGraph.Connection(from, to)));
      }
    }
    return new PipelineGraph(
        header.pipeline(),
        modules.stream().map(module -> module.shape().module()).toList(),
        connections);
  }
}
