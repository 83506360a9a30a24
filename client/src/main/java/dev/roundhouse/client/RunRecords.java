package dev.roundhouse.client;

import dev.roundhouse.history.AttemptRecord;
import dev.roundhouse.history.MachineRecord;
import dev.roundhouse.history.ModuleRecord;
import dev.roundhouse.history.ModuleShape;
import dev.roundhouse.history.ModuleState;
import dev.roundhouse.history.RunEnd;
import dev.roundhouse.history.RunHeader;
import dev.roundhouse.history.RunRecord;
import dev.roundhouse.pipeline.Plan;
import dev.roundhouse.profile.Profile;
import dev.roundhouse.scheme.Attempt;
import dev.roundhouse.wire.ProductVersion;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** The results of runs as the record keeps them, also where the profile records none. */
public final class RunRecords {

  private RunRecords() {}

  /**
   * What the record has of a run, but for its engines.
   *
   * @param plan what was run
   * @param profile of the session
   * @param options how it was run
   */
  public static RunRecord of(RunResult result, Plan plan, Profile profile, RunOptions options) {
    int mostPrinted = profile.settings().history().output();
    List<ModuleRecord> modules = new ArrayList<>();
    for (ModuleShape shape : RunShapes.of(plan)) {
      ModuleResult module =
          Objects.requireNonNull(result.modules().get(shape.name()), shape.name());
      modules.add(
          new ModuleRecord(
              shape,
              state(module).withPrintedAtMost(mostPrinted),
              module.tasks().stream().map(RunRecords::attempt).toList()));
    }
    return new RunRecord(
        header(result.id(), plan.name(), result.startedAt(), profile.name(), options),
        MachineRecord.here(),
        Optional.of(new RunEnd(result.status().toString(), result.finishedAt(), result.problems())),
        modules,
        List.of());
  }

  static RunHeader header(
      String id, String pipeline, Instant startedAt, String profile, RunOptions options) {
    return new RunHeader(
        id,
        pipeline,
        options.origin().file().map(Object::toString),
        options.origin().command(),
        profile,
        System.getProperty("user.name", ""),
        ProductVersion.CURRENT,
        options.onError().name().toLowerCase(Locale.ROOT),
        startedAt);
  }

  private static ModuleState state(ModuleResult module) {
    return new ModuleState(
        module.status().toString(),
        module.scheme(),
        Optional.empty(),
        module.error(),
        module.skippedBecause(),
        module.endedAt(),
        module.output());
  }

  private static AttemptRecord attempt(TaskRecord task) {
    return new AttemptRecord(
        task.index(),
        new Attempt(
            task.attempt(),
            task.status(),
            task.place(),
            ChronoUnit.MICROS.between(Instant.EPOCH, task.startedAt()),
            ChronoUnit.MICROS.between(Instant.EPOCH, task.finishedAt()),
            task.error()));
  }
}
