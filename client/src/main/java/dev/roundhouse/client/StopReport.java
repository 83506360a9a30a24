package dev.roundhouse.client;

import java.util.List;

/**
 * What came of asking to stop engines.
 *
 * @param stopped ids of those that ended
 * @param gone ids of those that had ended before
 * @param unknown ids that no engine of this controller ever had; where there are any, none was
 *     stopped
 * @param stragglers ids of those that had not ended at the deadline
 */
public record StopReport(
    List<String> stopped, List<String> gone, List<String> unknown, List<String> stragglers) {

  public StopReport {
    stopped = List.copyOf(stopped);
    gone = List.copyOf(gone);
    unknown = List.copyOf(unknown);
    stragglers = List.copyOf(stragglers);
  }
}
