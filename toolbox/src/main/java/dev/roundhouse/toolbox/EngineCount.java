package dev.roundhouse.toolbox;

import picocli.CommandLine.Option;

/** How many engines a command starts. */
final class EngineCount {

  /** More than any machine holds; a slip of the finger should not bring it down. */
  private static final int MOST = 1_000;

  @Option(
      names = {"-n", "--engines"},
      paramLabel = "N",
      description = "How many engines. Default: one a core.")
  private int count = Runtime.getRuntime().availableProcessors();

  /**
   * @throws CommandFailure it is out of range
   */
  int value() {
    if (count < 1 || count > MOST) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "usage",
          "-n is " + count + ", expected 1 to " + MOST,
          "an engine is a process; several tasks at a time: roundhouse.engine.slots");
    }
    return count;
  }
}
