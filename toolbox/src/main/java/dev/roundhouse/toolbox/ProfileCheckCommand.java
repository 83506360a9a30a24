package dev.roundhouse.toolbox;

import dev.roundhouse.profile.Profiles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Tells all that is wrong with a profile. */
@Command(
    name = "check",
    description = "Checks a profile: all problems with file, line and what was expected.")
final class ProfileCheckCommand implements ToolboxCommand {

  @Parameters(paramLabel = "FILE", description = "A file with settings, or a profile's name.")
  private String file = "";

  @Override
  public ExitCode run(CommandContext context) {
    String resolved = context.profileName(file);
    Profiles.check(context.surroundings().home(), resolved);
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("profile", resolved);
    document.put("valid", true);
    document.put("problems", List.of());
    context.output().result(document, resolved + " is valid");
    return ExitCode.DONE;
  }
}
