package dev.roundhouse.client;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What came of asking a controller to end its cluster.
 *
 * @param accepted whether the cluster ends
 * @param refusedBecause why not, where it does not
 * @param stragglers ids of engines that had not ended at the deadline
 */
public record ShutdownReport(
    boolean accepted, Optional<String> refusedBecause, List<String> stragglers) {

  public ShutdownReport {
    Objects.requireNonNull(refusedBecause, "refusedBecause");
    stragglers = List.copyOf(stragglers);
    if (accepted == refusedBecause.isPresent()) {
      throw new IllegalArgumentException(
          "accepted is " + accepted + " with reason " + refusedBecause + ", expected one of both");
    }
  }
}
