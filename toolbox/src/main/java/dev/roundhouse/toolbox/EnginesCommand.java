package dev.roundhouse.toolbox;

import picocli.CommandLine.Command;

/** The engines of a running cluster. */
@Command(
    name = "engines",
    description = "Starts, lists, stops and restarts engines of a running cluster.",
    subcommands = {
      EnginesStartCommand.class,
      EnginesListCommand.class,
      EnginesStopCommand.class,
      EnginesRestartCommand.class,
    })
final class EnginesCommand {}
