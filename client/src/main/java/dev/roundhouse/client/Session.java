package dev.roundhouse.client;

import dev.roundhouse.function.TaskCallable;
import dev.roundhouse.function.TaskFunction;
import dev.roundhouse.history.RunHistory;
import dev.roundhouse.pipeline.Pipeline;
import dev.roundhouse.pipeline.Plan;
import dev.roundhouse.pipeline.PlanRequest;
import dev.roundhouse.pipeline.Planned;
import dev.roundhouse.pipeline.Planner;
import dev.roundhouse.scheme.TaskOptions;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * A client with its schemes and its profile: where a program starts.
 *
 * <p>Opening is quick: threads, child JVMs and the link to a cluster are made when something first
 * needs them. Functions that are given to the session itself run on threads of this process, as the
 * objects that they are; other schemes are asked for by {@link #on} and {@link #cluster}. Safe for
 * use by several threads.
 *
 * <p>Closing cancels what is not done, ends what the session started, and takes no longer than the
 * profile's cancel grace and some ten seconds. Tasks that are submitted afterwards end as
 * cancelled.
 */
public final class Session implements AutoCloseable {

  private final SessionParts parts;
  private final Tasks tasks;
  private final TaskTarget threads;
  private final UserCode code = new UserCode();
  private final Call.Maker portable = new PortableCalls(code);
  private final AtomicBoolean closed = new AtomicBoolean();

  Session(SessionParts parts) {
    this.parts = parts;
    this.tasks = new Tasks(parts.dispatcher, parts.callbacks, parts.clock);
    this.threads = target("threading", Call.Live.MAKER);
  }

  /**
   * Opens a session with the profile in use.
   *
   * @throws dev.roundhouse.profile.SetupException the home or the profile cannot be used
   */
  public static Session open() {
    return open(SessionOptions.inUse());
  }

  /**
   * Opens a session with a profile.
   *
   * @param profile its name, or the path of a file with its settings
   * @throws dev.roundhouse.profile.SetupException there is none, or it cannot be used
   */
  public static Session open(String profile) {
    return open(SessionOptions.of(profile));
  }

  /** Opens a session. */
  public static Session open(SessionOptions options) {
    return open(options, surroundings -> LinkedCluster.open(surroundings, options.controller()));
  }

  static Session open(SessionOptions options, ClusterConnector connector) {
    return new Session(new SessionParts(options.profile(), connector));
  }

  /** Submits a function to the session's threads; see {@link TaskTarget#submit}. */
  public <T> TaskFuture<T> submit(TaskCallable<T> callable) {
    return threads.submit(callable);
  }

  /** Computes a function of every element on the session's threads; see {@link TaskTarget#map}. */
  public <A, R> List<R> map(Collection<? extends A> elements, TaskFunction<A, R> function) {
    return threads.map(elements, function);
  }

  /** As {@link #map}, handing out results in order as they come; see {@link TaskTarget#stream}. */
  public <A, R> Stream<R> stream(Iterable<? extends A> elements, TaskFunction<A, R> function) {
    return threads.stream(elements, function);
  }

  /** As {@link #map}, handing out results as they come; see {@link TaskTarget#unordered}. */
  public <A, R> Stream<R> unordered(Iterable<? extends A> elements, TaskFunction<A, R> function) {
    return threads.unordered(elements, function);
  }

  /** The session's threads with these options for tasks. */
  public TaskTarget with(TaskOption... options) {
    return threads.with(options);
  }

  /**
   * A scheme by its name: {@code threading}, {@code multiprocessing} or {@code cluster}. Tasks for
   * one that there is not, or that is not enabled, fail and say so; the cluster may be asked for by
   * name while it is not enabled for modules.
   */
  public TaskTarget on(String scheme) {
    Objects.requireNonNull(scheme, "scheme");
    return switch (scheme) {
      case "threading" -> threads;
      case "cluster" -> cluster().balanced();
      default -> target(scheme, portable);
    };
  }

  /** The cluster of the session's profile; it is looked for when something first needs it. */
  public Cluster cluster() {
    parts.schemes.admit("cluster");
    return new Cluster(
        parts.link,
        parts.engines,
        target("cluster", portable),
        parts.profile.settings().client().connectTimeout());
  }

  /**
   * Checks a pipeline and starts it; returns at once. Branches that do not need a failed module go
   * on, unless the pipeline says otherwise. What has not changed since an earlier run is taken from
   * the cache.
   *
   * @throws InvalidPipelineException it cannot run; the exception has all that is wrong with it
   * @throws IllegalStateException the session is closed
   */
  public PipelineRun run(Pipeline pipeline) {
    return run(pipeline, CacheUse.NORMAL);
  }

  /**
   * As {@link #run(Pipeline)}.
   *
   * @param cache what the run does with results of earlier runs
   */
  public PipelineRun run(Pipeline pipeline, CacheUse cache) {
    ClassLoader loader = PipelineLoader.of(pipeline);
    Planned planned = Planner.plan(pipeline, PlanRequest.of(loader, code.of(loader)));
    if (planned instanceof Planned.Ready ready) {
      RunOptions options =
          pipeline.onError().map(RunOptions.DEFAULTS::withOnError).orElse(RunOptions.DEFAULTS);
      return run(ready.plan(), loader, options.withCache(cache));
    }
    throw new InvalidPipelineException(pipeline.name(), ((Planned.Refused) planned).problems());
  }

  /**
   * Starts a pipeline that was planned; returns at once.
   *
   * @param plan what to run
   * @param loader knows all classes of the plan's modules and values
   * @param options how to run it
   * @throws IllegalStateException the session is closed
   */
  public PipelineRun run(Plan plan, ClassLoader loader, RunOptions options) {
    return parts.runs.start(new RunRequest(plan, loader, parts.schemes.settings(), options));
  }

  /**
   * A drop-in for the executor services of the JDK, over the session's threads. Each call gives one
   * of its own; shutting it down leaves the session open.
   */
  public ExecutorService executor() {
    return new SessionExecutor(threads);
  }

  /** Which schemes there are and which may be taken, for this session. */
  public Schemes schemes() {
    return new Schemes(parts.schemes, parts.runs::schemesChanged);
  }

  /**
   * Changes profile: forgets the processes that this session started, closes it, and opens another
   * one, whose cluster is that of the other profile. What is not done is cancelled, as by {@link
   * #close}.
   *
   * @param profile the other's name, or the path of a file with its settings
   * @param fate what becomes of the processes that this session started
   * @throws dev.roundhouse.profile.SetupException there is no such profile, or it cannot be used;
   *     this session goes on then
   */
  public Session change(String profile, CleanUp fate) {
    SessionOptions other = SessionOptions.of(profile);
    cluster().cleanUp(fate);
    close();
    return open(other);
  }

  /** The runs that are recorded in the session's home, of all its sessions. */
  public RunHistory history() {
    return parts.history.past();
  }

  /**
   * Completes when all that happened so far to the runs of this session is recorded, within seconds
   * also where that is not possible. A record that cannot be written fails no run.
   *
   * @return why something of this session could not be recorded; empty where all was
   */
  public CompletableFuture<Optional<String>> recorded() {
    return parts.history.recorded();
  }

  /** The name of the session's profile. */
  public String profile() {
    return parts.profile.name();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      parts.close();
    }
  }

  private TaskTarget target(String scheme, Call.Maker calls) {
    TaskOptions defaults = TaskOptions.DEFAULTS;
    TaskOptions limits =
        new TaskOptions(
            parts.profile.settings().attempts(),
            defaults.retries(),
            defaults.queueTimeout(),
            defaults.runTimeout(),
            defaults.priority(),
            defaults.waits());
    return new TaskTarget(tasks, scheme, calls, new TaskOption.Chosen("", limits));
  }
}
