package dev.roundhouse.toolbox;

import java.time.Duration;
import picocli.CommandLine.Option;

/** How long engines that are stopped may compute. */
final class StopDeadline {

  @Option(
      names = "--deadline",
      paramLabel = "TIME",
      converter = DurationOption.class,
      description =
          "How long engines may finish what they compute, such as 30s or 2m. Default: 30s.")
  private Duration deadline = Duration.ofSeconds(30);

  Duration value() {
    return deadline;
  }
}
