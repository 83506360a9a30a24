package dev.roundhouse.toolbox;

import dev.roundhouse.history.RunFilter;
import dev.roundhouse.history.RunHistory;
import dev.roundhouse.history.RunRecord;
import dev.roundhouse.history.RunSummary;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds recorded runs by what people type: an id, the beginning of one, or {@code last}. */
final class RecordedRuns {

  static final String LAST = "last";

  private static final RunFilter LATEST =
      new RunFilter(1, Set.of(), Optional.empty(), Optional.empty());

  private final RunHistory history;

  private RecordedRuns(RunHistory history) {
    this.history = history;
  }

  static RecordedRuns of(CommandContext context) {
    return new RecordedRuns(RunHistory.of(context.surroundings().home()));
  }

  List<RunSummary> list(RunFilter filter) {
    return history.list(filter);
  }

  /**
   * The run.
   *
   * @throws CommandFailure there is none, or there are several that begin so
   */
  RunRecord find(String typed) {
    String id = typed.equals(LAST) ? last() : unique(typed);
    return read(id).orElseThrow(() -> unknown(typed));
  }

  Optional<RunRecord> read(String id) {
    return history.read(id);
  }

  private String last() {
    return history.list(LATEST).stream()
        .map(RunSummary::id)
        .findFirst()
        .orElseThrow(
            () ->
                failure(
                    ExitCode.FAILED,
                    "unknown-run",
                    "no run is recorded in this home",
                    "run a pipeline first: roundhouse run FILE"));
  }

  private String unique(String typed) {
    if (typed.isBlank()) {
      throw failure(
          ExitCode.USAGE,
          "usage",
          "the id of the run is empty, expected the beginning of one, or " + LAST,
          "see: roundhouse runs list");
    }
    List<String> ids = history.ids(typed.toLowerCase(Locale.ROOT));
    if (ids.size() > 1) {
      throw failure(
          ExitCode.USAGE,
          "ambiguous-run",
          "several runs begin with " + typed + ": " + String.join(", ", ids),
          "type more of the id");
    }
    return ids.stream().findFirst().orElseThrow(() -> unknown(typed));
  }

  private static CommandFailure unknown(String typed) {
    return failure(
        ExitCode.FAILED,
        "unknown-run",
        "no recorded run has the id " + typed + ", or begins so",
        "see: roundhouse runs list");
  }

  private static CommandFailure failure(ExitCode exit, String code, String message, String hint) {
    return new CommandFailure(exit, code, message, hint);
  }
}
