package dev.roundhouse.client;

import dev.roundhouse.RoundhouseException;
import dev.roundhouse.cluster.Machine;
import dev.roundhouse.module.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * The cluster of a session's profile. Asking for it connects to its controller when that is first
 * needed, also where the scheme {@code cluster} is not enabled for modules. Safe for use by several
 * threads.
 */
public final class Cluster {

  /** Over what the link itself waits, so that its own, clearer answer comes first. */
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private static final Duration SHUTDOWN = Duration.ofSeconds(30);

  private final Supplier<ClusterLink> link;
  private final SessionEngines engines;
  private final TaskTarget balanced;
  private final Duration connectTimeout;

  /**
   * @param link the session's, made on first use
   * @param engines those that the session started
   * @param balanced sends functions to the scheme {@code cluster}
   * @param connectTimeout how long the link looks for a controller
   */
  Cluster(
      Supplier<ClusterLink> link,
      SessionEngines engines,
      TaskTarget balanced,
      Duration connectTimeout) {
    this.link = link;
    this.engines = engines;
    this.balanced = balanced;
    this.connectTimeout = connectTimeout;
  }

  /** A view of all engines that gives each task to one that has room. */
  public TaskTarget balanced() {
    return balanced;
  }

  /**
   * Starts engines on this machine, and with the first of them the profile's controller where none
   * answers; returns at once. They are the session's: they end when it is closed and when this
   * process ends, in whatever way, until they are {@linkplain #detach detached}, and a controller
   * that it started takes every engine with it, wherever that came from. One that dies is replaced,
   * up to five times in a row with growing pauses.
   *
   * @return completes when all of these are ready; fails with {@link
   *     dev.roundhouse.profile.SetupException} where one could not start, and with {@link
   *     RoundhouseException} {@code no-cluster} where no controller answers and none can be started
   *     on this machine
   * @throws IllegalArgumentException the count is below 1
   * @throws IllegalStateException the session is closed
   */
  public CompletableFuture<Void> start(int count) {
    return engines.start(count);
  }

  /**
   * Lets all processes that this session started live on when it ends, for other sessions of this
   * user and for other machines; nobody replaces them any more. {@code roundhouse cleanup} ends or
   * forgets them.
   *
   * @throws dev.roundhouse.profile.SetupException one did not acknowledge
   */
  public void detach() {
    engines.detach();
  }

  /**
   * Forgets the processes that this session started: ends them, or leaves them running for others.
   * Those that it starts later are its own again.
   *
   * @throws dev.roundhouse.profile.SetupException one that is to be left did not acknowledge
   */
  public void cleanUp(CleanUp fate) {
    engines.cleanUp(Objects.requireNonNull(fate, "fate"));
  }

  /**
   * How the cluster is; waits for the controller no longer than the profile's connect timeout.
   *
   * @throws RoundhouseException {@code no-answer}: the controller did not answer in time
   */
  public ClusterInfo info() {
    return await("info", link.get().info(), connectTimeout.plus(ANSWER));
  }

  /** Asks the controller to end the cluster, waiting half a minute for its engines. */
  public ShutdownReport shutdown() {
    return shutdown(false, SHUTDOWN);
  }

  /**
   * Asks the controller, whoever started it, to end the cluster, and waits until it has. What is
   * still running fails with a clear error.
   *
   * @param force also where the profile protects it against accidents
   * @param deadline how long the controller waits for its engines
   * @throws RoundhouseException {@code no-cluster}: there is none; {@code no-answer}: the
   *     controller did not answer in time
   */
  public ShutdownReport shutdown(boolean force, Duration deadline) {
    Objects.requireNonNull(deadline, "deadline");
    Duration longest = connectTimeout.plus(deadline).plus(ANSWER);
    ShutdownReport report = await("shutdown", link.get().shutdown(force, deadline), longest);
    if (report.accepted()) {
      engines.awaitOver();
    }
    return report;
  }

  /**
   * Asks the controller to stop engines, wherever they run, and waits until they have ended. Each
   * finishes what it computes; what it has not finished at the deadline, and what only waited at
   * it, is done elsewhere. Nobody starts others in their place.
   *
   * @param ids of engines, at least one; where one was never an engine's, none is stopped
   * @param deadline how long they may finish what they compute
   * @throws RoundhouseException {@code no-cluster}: there is none; {@code no-answer}: the
   *     controller did not answer in time
   * @throws IllegalArgumentException there are no ids
   */
  public StopReport stopEngines(List<String> ids, Duration deadline) {
    return stopEngines(ids, false, deadline);
  }

  /**
   * The same as {@link #stopEngines}, but who keeps an engine starts another one in its place.
   * Nobody keeps a detached one: it only ends.
   */
  public StopReport restartEngines(List<String> ids, Duration deadline) {
    return stopEngines(ids, true, deadline);
  }

  /**
   * Tells the controller that the process of an engine of this machine ended, so that what it
   * computed is done elsewhere at once, and not only when its silence is noticed. For who started
   * the process. Returns at once.
   *
   * @param how such as {@code exit code 3}
   */
  public void engineExited(long pid, String how) {
    link.get().engineExited(Machine.here().host(), pid, Objects.requireNonNull(how, "how"));
  }

  private StopReport stopEngines(List<String> ids, boolean restart, Duration deadline) {
    Objects.requireNonNull(deadline, "deadline");
    if (ids.isEmpty()) {
      throw new IllegalArgumentException("there are no ids, expected those of engines");
    }
    Duration longest = connectTimeout.plus(deadline).plus(ANSWER);
    return await("stop", link.get().stopEngines(List.copyOf(ids), restart, deadline), longest);
  }

  private static <T> T await(String what, CompletionStage<T> answer, Duration longest) {
    try {
      return answer.toCompletableFuture().get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new RoundhouseException(
          "no-answer",
          "the controller did not answer " + what + " within " + Durations.text(longest),
          "look into its log, or end its process",
          e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RoundhouseException known) {
        throw known;
      }
      throw new RoundhouseException(
          "cluster-failed", what + " failed: " + e.getCause(), "", e.getCause());
    } catch (InterruptedException e) {
      throw Tasks.interrupted();
    }
  }
}
