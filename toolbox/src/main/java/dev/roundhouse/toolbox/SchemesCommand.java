package dev.roundhouse.toolbox;

import dev.roundhouse.profile.Profile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The schemes of the profile; by itself it lists them. */
@Command(
    name = "schemes",
    description = "Lists the schemes of the profile in use, enables, disables and sizes them.",
    subcommands = {
      SchemesCommand.ListAll.class,
      SchemesCommand.Enable.class,
      SchemesCommand.Disable.class,
      SchemesSetCommand.class,
    })
final class SchemesCommand implements ToolboxCommand {

  @Override
  public ExitCode run(CommandContext context) {
    return list(context);
  }

  private static ExitCode list(CommandContext context) {
    Profile profile = context.profile();
    context.output().result(SchemeTable.document(profile), SchemeTable.text(profile));
    return ExitCode.DONE;
  }

  /** Lists them. */
  @Command(name = "list", description = "Lists the schemes with their sizes and priorities.")
  static final class ListAll implements ToolboxCommand {

    @Override
    public ExitCode run(CommandContext context) {
      return list(context);
    }
  }

  /** Enables one. */
  @Command(name = "enable", description = "Lets modules take a scheme, from the next run on.")
  static final class Enable implements ToolboxCommand {

    @Mixin private final SchemeName scheme = new SchemeName();

    @Override
    public ExitCode run(CommandContext context) {
      return SchemeTable.keep(context, scheme.key("enabled"), true);
    }
  }

  /** Disables one. */
  @Command(name = "disable", description = "Lets no module take a scheme, from the next run on.")
  static final class Disable implements ToolboxCommand {

    @Mixin private final SchemeName scheme = new SchemeName();

    @Override
    public ExitCode run(CommandContext context) {
      return SchemeTable.keep(context, scheme.key("enabled"), false);
    }
  }
}
