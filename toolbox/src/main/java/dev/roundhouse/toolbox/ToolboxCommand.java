package dev.roundhouse.toolbox;

/** A command of the command line: picocli fills its options, then it runs once. */
interface ToolboxCommand {

  /**
   * Does what the options say.
   *
   * @throws CommandFailure it cannot be done
   */
  ExitCode run(CommandContext context);
}
