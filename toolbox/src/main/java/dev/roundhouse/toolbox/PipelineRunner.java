package dev.roundhouse.toolbox;

import dev.roundhouse.client.OnError;
import dev.roundhouse.client.PipelineRun;
import dev.roundhouse.client.RunJson;
import dev.roundhouse.client.RunOptions;
import dev.roundhouse.client.RunResult;
import dev.roundhouse.client.RunStatus;
import dev.roundhouse.client.SchemeSetting;
import dev.roundhouse.client.Session;
import dev.roundhouse.client.SessionOptions;
import dev.roundhouse.pipeline.Plan;
import dev.roundhouse.profile.Profile;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;

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
      boolean cache) {
    Request {
      Objects.requireNonNull(plan, "plan");
      Objects.requireNonNull(loader, "loader");
      Objects.requireNonNull(engines, "engines");
      schemes = List.copyOf(schemes);
      Objects.requireNonNull(onError, "onError");
    }

    /** Whether a scheme may be taken, where the profile says {@code enabled}. */
    boolean allows(String scheme, boolean enabled) {
      if (!schemes.isEmpty()) {
        return schemes.contains(scheme);
      }
      return enabled || (engines.isPresent() && scheme.equals("cluster"));
    }
  }

  private final CommandContext context;
  private final Request request;
  private Optional<PipelineRun> running = Optional.empty();
  private Optional<String> cancelled = Optional.empty();
  private volatile boolean reported;
  private final CountDownLatch over = new CountDownLatch(1);

  PipelineRunner(CommandContext context, Request request) {
    this.context = context;
    this.request = request;
  }

  ExitCode run() {
    Profile profile = context.profile();
    List<String> modules = request.plan().nodes().stream().map(Plan.Node::name).toList();
    Output output = context.output();
    try (Interruption interruption =
            Interruption.listen(() -> cancel("interrupted"), this::lastWords);
        RunDisplay display = new RunDisplay(output, modules);
        RunEngines engines = RunEngines.of(profile, request.engines(), display, this::cancel)) {
      try (Session session = open(engines.session())) {
        RunResult result = await(start(session, display));
        Optional<String> engineFailure = engines.failure();
        engines.release();
        display.finish();
        ExitCode code = report(result, engineFailure);
        return interruption.fired() ? ExitCode.INTERRUPTED : code;
      }
    } finally {
      over.countDown();
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
    RunOptions options = RunOptions.DEFAULTS.withOnError(request.onError());
    PipelineRun run = session.run(request.plan(), request.loader(), options);
    run.onEvent(display);
    started(run);
    return run;
  }

  private synchronized void started(PipelineRun run) {
    running = Optional.of(run);
    cancelled.ifPresent(run::cancel);
  }

  /** Asks the run to end, also one that is about to start. */
  private synchronized void cancel(String reason) {
    cancelled = Optional.of(cancelled.orElse(reason));
    running.ifPresent(run -> run.cancel(reason));
  }

  /** A run takes as long as its modules do; Ctrl-C ends it. */
  private static RunResult await(PipelineRun run) {
    try {
      return run.result().join();
    } catch (CompletionException | CancellationException e) {
      throw new IllegalStateException(run + " ended without a result", e);
    }
  }

  private ExitCode report(RunResult result, Optional<String> engineFailure) {
    Output output = context.output();
    Map<String, Object> document = RunJson.of(result);
    reported = true;
    Object outputs = document.getOrDefault("outputs", Map.of());
    output.result(document, outputs instanceof Map<?, ?> map ? RunText.outputs(map) : "");
    RunText.troubles(result, output.manner().verbose()).forEach(output::warn);
    // Who wants quiet has not been told yet.
    engineFailure.filter(why -> output.manner().quiet()).ifPresent(output::warn);
    output.say(RunText.summary(result));
    return code(result.status());
  }

  private static ExitCode code(RunStatus status) {
    return switch (status) {
      case SUCCEEDED -> ExitCode.DONE;
      case SUSPENDED -> ExitCode.SUSPENDED;
      default -> ExitCode.FAILED;
    };
  }

  private void lastWords() {
    if (over.getCount() > 0 && !reported) {
      context
          .output()
          .failure(
              new CommandFailure(
                  ExitCode.INTERRUPTED,
                  "interrupted",
                  "interrupted; the run did not end in time, so its processes were killed",
                  ""));
    }
  }
}
