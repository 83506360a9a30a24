package dev.roundhouse.toolbox;

import picocli.CommandLine.Command;

/** The profiles of this home. */
@Command(
    name = "profile",
    description = "Lists, makes, chooses, shows, checks and carries profiles.",
    subcommands = {
      ProfileListCommand.class,
      ProfileCreateCommand.class,
      ProfileUseCommand.class,
      ProfileShowCommand.class,
      ProfileCheckCommand.class,
      ProfileExportCommand.class,
      ProfileImportCommand.class,
    })
final class ProfileCommand {}
