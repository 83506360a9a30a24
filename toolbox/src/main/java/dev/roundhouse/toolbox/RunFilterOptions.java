package dev.roundhouse.toolbox;

import dev.roundhouse.history.RunFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which runs of the record are wanted. */
final class RunFilterOptions {

  private static final int USUAL_LIMIT = 20;

  private static final List<String> STATUSES =
      List.of("running", "succeeded", "failed", "cancelled", "suspended");

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "How many, the latest first; 0 is all. Default: 20.")
  private @Nullable Integer limit;

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      split = ",",
      description = "Only runs that are running, succeeded, failed, cancelled or suspended.")
  private List<String> statuses = new ArrayList<>();

  @Option(
      names = "--pipeline",
      paramLabel = "NAME",
      description = "Only runs of this pipeline; * stands for any text.")
  private @Nullable String pipeline;

  @Option(
      names = "--since",
      paramLabel = "AGE",
      converter = AgeOption.class,
      description = "Only runs that started within this time, such as 12h or 30d.")
  private @Nullable Duration since;

  /** What was asked for, the latest twenty where nothing was said of how many. */
  RunFilter filter() {
    return filter(USUAL_LIMIT);
  }

  /** What was asked for, all of them where nothing was said of how many. */
  RunFilter all() {
    return filter(0);
  }

  private RunFilter filter(int usual) {
    int most = limit == null ? usual : limit;
    if (most < 0) {
      throw usage("--limit is " + most + ", expected 0 (all) or more");
    }
    for (String status : statuses) {
      if (!STATUSES.contains(status)) {
        throw usage(
            "--status is \"" + status + "\", expected some of " + String.join(", ", STATUSES));
      }
    }
    return new RunFilter(
        most == 0 ? Integer.MAX_VALUE : most,
        Set.copyOf(statuses),
        Optional.ofNullable(pipeline),
        Optional.ofNullable(since).map(age -> Instant.now().minus(age)));
  }

  private static CommandFailure usage(String message) {
    return new CommandFailure(ExitCode.USAGE, "usage", message, "see: roundhouse runs --help");
  }
}
