package dev.roundhouse.toolbox;

import java.util.List;
import picocli.CommandLine.Parameters;

/** The scheme that a command is about. */
final class SchemeName {

  static final List<String> ALL = List.of("cluster", "multiprocessing", "threading");

  @Parameters(
      index = "0",
      paramLabel = "NAME",
      description = "cluster, multiprocessing or threading.")
  private String name = "";

  /**
   * The full key of one of its settings.
   *
   * @throws CommandFailure there is no such scheme
   */
  String key(String setting) {
    if (!ALL.contains(name)) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "usage",
          "there is no scheme \"" + name + "\", expected one of " + String.join(", ", ALL),
          "see: roundhouse schemes");
    }
    return "roundhouse.schemes." + name + "." + setting;
  }
}
