package dev.roundhouse.client;

import dev.roundhouse.scheme.Scheme;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * A session's link to its cluster. It looks for the controller as long as it is open; what is asked
 * of it meanwhile waits no longer than the profile's connect timeout. Safe for use by several
 * threads.
 */
interface ClusterLink extends AutoCloseable {

  /**
   * The scheme named {@code cluster}, always the same. Its tasks end as {@code REFUSED} with the
   * code {@code no-cluster} where no controller is found within the connect timeout.
   */
  Scheme scheme();

  /** How the cluster is; {@code connected} is false where no controller was found in time. */
  CompletionStage<ClusterInfo> info();

  /**
   * Asks the controller to end the cluster; completes when it has ended, or refused.
   *
   * @param force also where the profile protects it
   * @param deadline how long the controller waits for its engines
   * @return completes exceptionally with a {@code RoundhouseException} {@code no-cluster} where no
   *     controller was found in time
   */
  CompletionStage<ShutdownReport> shutdown(boolean force, Duration deadline);

  /**
   * Asks the controller to stop engines; completes when they have ended, or the deadline is over.
   *
   * @param ids of engines
   * @param restart whether their owners are to start others in their place
   * @param deadline how long they may finish what they compute
   * @return completes exceptionally with a {@code RoundhouseException} {@code no-cluster} where no
   *     controller was found in time
   */
  CompletionStage<StopReport> stopEngines(List<String> ids, boolean restart, Duration deadline);

  /** Tells the controller, as soon as there is a link, that an engine's process ended. */
  void engineExited(String host, long pid, String how);

  /** Cancels the tasks, says goodbye to the controller and releases everything, within a bound. */
  @Override
  void close();
}
