package dev.roundhouse.toolbox;

import dev.roundhouse.client.StopReport;
import dev.roundhouse.process.RunFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the commands that stop engines make of the controller's answer. */
final class EngineStop {

  private EngineStop() {}

  /**
   * @throws CommandFailure an id was never an engine's
   */
  static void requireKnown(StopReport report) {
    if (!report.unknown().isEmpty()) {
      throw unknown(report.unknown());
    }
  }

  static CommandFailure unknown(List<String> ids) {
    return new CommandFailure(
        ExitCode.USAGE,
        "unknown-engine",
        "this cluster never had an engine " + String.join(", ", ids) + "; nothing was stopped",
        "see: roundhouse engines list");
  }

  /**
   * Engines that the controller saw no end of, and those whose processes live on here.
   *
   * @param local run files of this cluster's engines, from before the stop
   */
  static List<String> stragglers(StopReport report, List<RunFile> local, Duration bound) {
    List<String> stragglers = new ArrayList<>(report.stragglers());
    List<RunFile> stopped =
        local.stream().filter(file -> report.stopped().contains(file.id())).toList();
    ProcessEnds.await(stopped, bound).forEach(file -> stragglers.add(ProcessEnds.name(file)));
    return stragglers;
  }
}
