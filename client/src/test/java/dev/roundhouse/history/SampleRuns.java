package dev.roundhouse.history;

import dev.roundhouse.graph.PipelineGraph;
import dev.roundhouse.pipeline.PortRef;
import dev.roundhouse.scheme.Attempt;
import dev.roundhouse.scheme.Captured;
import dev.roundhouse.scheme.Place;
import dev.roundhouse.work.TaskError;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Runs to record: {@code read} gives {@code lines} to {@code count}. */
final class SampleRuns {

  static final Instant START = Instant.parse("2026-11-24T10:00:00.000001Z");
  static final Place THREAD = new Place("threading", "", "here", 17);
  static final Place ENGINE = new Place("cluster", "e1", "there", 18);
  static final EngineRecord E1 =
      new EngineRecord("e1", "there", 18, "Linux 6 amd64", 2, List.of("big"));

  private SampleRuns() {}

  static RunHeader header(String id) {
    return header(id, "words", START);
  }

  static RunHeader header(String id, String pipeline, Instant startedAt) {
    return new RunHeader(
        id,
        pipeline,
        Optional.of("/data/words, \"all\".conf"),
        Optional.of("roundhouse run words.conf"),
        "default",
        "ada",
        "1.2.3",
        "continue",
        startedAt);
  }

  static List<ModuleShape> modules() {
    return List.of(read("\"in.txt\""), count());
  }

  static ModuleShape read(String file) {
    return new ModuleShape(
        new PipelineGraph.Module("read", "read-file", Optional.empty(), List.of()),
        List.of(new ModuleShape.Input("file", Optional.of(file), List.of())),
        List.of("lines"));
  }

  private static ModuleShape count() {
    return new ModuleShape(
        new PipelineGraph.Module("group/<count>", "map", Optional.of("Count"), List.of("text")),
        List.of(
            new ModuleShape.Input("text", Optional.empty(), List.of(new PortRef("read", "lines"))),
            new ModuleShape.Input("weight", Optional.of("{\"a\":[1,null]}"), List.of())),
        List.of("sum"));
  }

  static ModuleState state(String status) {
    return new ModuleState(
        status,
        Optional.of("threading"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        START.plusSeconds(2),
        Captured.NOTHING);
  }

  static ModuleState failed() {
    return new ModuleState(
        "failed",
        Optional.of("cluster"),
        Optional.of("abc"),
        Optional.of(error()),
        Optional.empty(),
        START.plusSeconds(2),
        new Captured("out", "err"));
  }

  static TaskError error() {
    return new TaskError(
        TaskError.Kind.USER, "Broken", "no, \"really\"", "Broken\n  at x", Optional.empty());
  }

  static AttemptRecord attempt(int task, Place place, Optional<TaskError> error) {
    long micros = 1_000_000L * START.getEpochSecond() + 1;
    Attempt.Status status = error.isPresent() ? Attempt.Status.FAILED : Attempt.Status.SUCCEEDED;
    return new AttemptRecord(
        task, new Attempt(1, status, place, micros, micros + 1_500_000, error));
  }

  static RunEnd end(String status) {
    return new RunEnd(status, START.plusSeconds(3), List.of("look at this"));
  }

  /** A run of which the second module failed on an engine. */
  static RunRecord failedRun(String id, String file) {
    return new RunRecord(
        header(id),
        new MachineRecord("here", "Linux 6", "amd64", 2, 1 << 30, "17"),
        Optional.of(end("failed")),
        List.of(
            new ModuleRecord(
                read(file), state("succeeded"), List.of(attempt(0, THREAD, Optional.empty()))),
            new ModuleRecord(count(), failed(), List.of(attempt(0, ENGINE, Optional.of(error()))))),
        List.of(E1));
  }
}
