package dev.roundhouse.toolbox;

import dev.roundhouse.client.CacheUse;
import dev.roundhouse.client.PipelineRun;
import dev.roundhouse.client.RunJson;
import dev.roundhouse.client.RunOptions;
import dev.roundhouse.client.RunOrigin;
import dev.roundhouse.client.RunRecords;
import dev.roundhouse.client.RunResult;
import dev.roundhouse.client.SchemeSetting;
import dev.roundhouse.client.Session;
import dev.roundhouse.client.SessionOptions;
import dev.roundhouse.history.HistoryException;
import dev.roundhouse.history.RunFilter;
import dev.roundhouse.history.RunHistory;
import dev.roundhouse.history.RunRecord;
import dev.roundhouse.pipeline.OnError;
import dev.roundhouse.pipeline.Plan;
import dev.roundhouse.profile.Profile;
import dev.roundhouse.report.RunReport;
import dev.roundhouse.work.TaskError;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The life of one {@code run}: opens a session, starts engines where they are wanted, shows how it
 * goes, prints what came of it, and leaves nothing behind.
 */
final class PipelineRunner {

  /**
   * What to run and how.
   *
   * @param engines how many to start for this run; empty: none
   * @param schemes the only ones to use; empty: as the profile says
   */
  record Request(
      Plan plan,
      ClassLoader loader,
      Optional<Integer> engines,
      List<String> schemes,
      OnError onError,
      boolean cache,
      RunOrigin origin,
      Optional<Path> report) {
    Request {
      Objects.requireNonNull(plan, "plan");
      Objects.requireNonNull(loader, "loader");
      Objects.requireNonNull(engines, "engines");
      schemes = List.copyOf(schemes);
      Objects.requireNonNull(onError, "onError");
      Objects.requireNonNull(origin, "origin");
      Objects.requireNonNull(report, "report");
    }

    RunOptions options() {
      return RunOptions.DEFAULTS
          .withOnError(onError)
          .withCache(cache ? CacheUse.NORMAL : CacheUse.REFRESH)
          .withOrigin(origin);
    }

    /** Whether a scheme may be taken, where the profile says {@code enabled}. */
    boolean allows(String scheme, boolean enabled) {
      if (!schemes.isEmpty()) {
        return schemes.contains(scheme);
      }
      return enabled || (engines.isPresent() && scheme.equals("cluster"));
    }
  }

  private static final Duration RECORDING = Duration.ofSeconds(5);

  private final CommandContext context;
  private final Request request;
  private final Instant begun = Instant.now();
  private final Object reporting = new Object();
  private Optional<PipelineRun> running = Optional.empty();
  private Optional<String> cancelled = Optional.empty();
  private boolean givenUp;
  private boolean reported;
  private volatile Optional<RunEngines> processes = Optional.empty();

  PipelineRunner(CommandContext context, Request request) {
    this.context = context;
    this.request = request;
  }

  ExitCode run() {
    try (Interruption interruption = Interruption.listen(new Interrupted())) {
      try {
        ExitCode code = runOnce();
        return interruption.fired() ? ExitCode.INTERRUPTED : code;
      } catch (RuntimeException e) {
        if (!interruption.fired()) {
          throw e;
        }
        // What starts while the JVM ends may fail in any way.
        context.output().detail("interrupted while it started: " + e);
        reportUntold("interrupted while it started");
        return ExitCode.INTERRUPTED;
      }
    }
  }

  private ExitCode runOnce() {
    Profile profile = context.profile();
    List<String> modules = request.plan().nodes().stream().map(Plan.Node::name).toList();
    Output output = context.output();
    try (RunDisplay display = new RunDisplay(output, modules);
        RunEngines engines = RunEngines.of(profile, request.engines(), display, this::cancel)) {
      processes = Optional.of(engines);
      try (Session session = open(engines.session())) {
        engines.joined(session);
        RunResult result = await(start(session, display));
        Optional<String> engineFailure = engines.failure();
        engines.release();
        Optional<String> unrecorded = recorded(session);
        display.finish();
        unrecorded.ifPresent(context.output()::warn);
        return report(result, engineFailure);
      }
    }
  }

  private Session open(SessionOptions options) {
    Session session = Session.open(options);
    for (SchemeSetting setting : session.schemes().list()) {
      if (request.allows(setting.name(), setting.enabled())) {
        session.schemes().enable(setting.name());
      } else {
        session.schemes().disable(setting.name());
      }
    }
    return session;
  }

  private PipelineRun start(Session session, RunDisplay display) {
    PipelineRun run = session.run(request.plan(), request.loader(), request.options());
    run.onEvent(display);
    display.learn(this::earlier);
    started(run);
    return run;
  }

  /** The latest run of the pipeline that succeeded; empty also where the record cannot be read. */
  private Optional<RunRecord> earlier() {
    RunHistory history = RunHistory.of(context.surroundings().home());
    RunFilter succeeded =
        new RunFilter(1, Set.of("succeeded"), Optional.of(request.plan().name()), Optional.empty());
    try {
      return history.list(succeeded).stream()
          .findFirst()
          .flatMap(latest -> history.read(latest.id()));
    } catch (HistoryException e) {
      return Optional.empty();
    }
  }

  private synchronized void started(PipelineRun run) {
    running = Optional.of(run);
    cancelled.ifPresent(run::cancel);
    cancelled.filter(reason -> givenUp).ifPresent(run::giveUp);
  }

  /** Asks the run to end, also one that is about to start. */
  private synchronized void cancel(String reason) {
    cancelled = Optional.of(cancelled.orElse(reason));
    running.ifPresent(run -> run.cancel(reason));
  }

  private synchronized void giveUp() {
    givenUp = true;
    running.ifPresent(run -> run.giveUp("interrupted"));
  }

  /** A run takes as long as its modules do; Ctrl-C ends it. */
  private static RunResult await(PipelineRun run) {
    try {
      return run.result().join();
    } catch (CompletionException | CancellationException e) {
      throw new IllegalStateException(run + " ended without a result", e);
    }
  }

  /** Why the run is not in the record; empty also where that takes too long to say. */
  private static Optional<String> recorded(Session session) {
    return session
        .recorded()
        .completeOnTimeout(Optional.empty(), RECORDING.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }

  private ExitCode report(RunResult result, Optional<String> engineFailure) {
    Output output = context.output();
    Map<String, Object> document = RunJson.of(result);
    synchronized (reporting) {
      if (!reported) {
        reported = true;
        Object outputs = document.getOrDefault("outputs", Map.of());
        output.result(document, outputs instanceof Map<?, ?> map ? RunText.outputs(map) : "");
        RunText.cacheReasons(result).forEach(output::detail);
        RunText.troubles(result, output.manner().verbose()).forEach(output::warn);
        // Who wants quiet has not been told yet.
        engineFailure.filter(why -> output.manner().quiet()).ifPresent(output::warn);
        output.say(RunText.summary(result));
        request.report().ifPresent(file -> writeReport(result, file));
      }
    }
    return code(result);
  }

  /** A page that cannot be written takes nothing of what was printed. */
  private void writeReport(RunResult result, Path file) {
    try {
      RunReport.write(record(result), file);
      context.output().say("report: " + file);
    } catch (UncheckedIOException e) {
      context.output().warn("the report could not be written: " + e.getMessage());
    }
  }

  /** From the record, which has the engines too; else, as far as the result tells. */
  private RunRecord record(RunResult result) {
    try {
      Optional<RunRecord> recorded = RunHistory.of(context.surroundings().home()).read(result.id());
      if (recorded.filter(run -> run.end().isPresent()).isPresent()) {
        return recorded.get();
      }
    } catch (HistoryException e) {
      context.output().detail("the report is made without the record: " + e.getMessage());
    }
    return RunRecords.of(result, request.plan(), context.profile(), request.options());
  }

  private void reportUntold(String problem) {
    report(RunResult.untold(request.plan(), begun, Instant.now(), problem), Optional.empty());
  }

  private static ExitCode code(RunResult result) {
    return switch (result.status()) {
      case SUCCEEDED -> ExitCode.DONE;
      case SUSPENDED -> ExitCode.SUSPENDED;
      case FAILED -> lacksCluster(result) ? ExitCode.NO_CLUSTER : ExitCode.FAILED;
      default -> ExitCode.FAILED;
    };
  }

  /** Whether nothing but the missing controller made modules fail. */
  private static boolean lacksCluster(RunResult result) {
    Set<String> errors =
        result.modules().values().stream()
            .flatMap(module -> module.error().stream())
            .map(TaskError::type)
            .collect(Collectors.toSet());
    return errors.equals(Set.of("no-controller"));
  }

  /** Ctrl-C: the run is cancelled, then given up, then its processes are killed. */
  private final class Interrupted implements Interruption.Plea {

    @Override
    public void end() {
      cancel("interrupted");
    }

    @Override
    public void giveUp() {
      PipelineRunner.this.giveUp();
    }

    @Override
    public void lastWords() {
      processes.ifPresent(RunEngines::kill);
      reportUntold("interrupted before anything was known of how it went");
    }
  }
}
