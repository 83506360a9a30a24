package dev.roundhouse.client;

import dev.roundhouse.scheme.Scheme;
import java.time.Duration;
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

  /** Cancels the tasks, says goodbye to the controller and releases everything, within a bound. */
  @Override
  void close();
}
