package dev.roundhouse.toolbox;

import dev.roundhouse.client.ControllerSite;
import dev.roundhouse.process.RunFile;
import dev.roundhouse.process.RunFiles;
import dev.roundhouse.profile.Home;
import dev.roundhouse.profile.Profile;
import dev.roundhouse.profile.Profiles;
import dev.roundhouse.security.ProfileArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a profile from another machine. */
@Command(
    name = "import",
    description = "Makes a profile of a zip file that `profile export` wrote on another machine.")
final class ProfileImportCommand implements ToolboxCommand {

  @Parameters(paramLabel = "FILE.zip", description = "The file to read.")
  private Path file = Path.of("");

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Name to give it. Default: the one that it has there.")
  private @Nullable String name;

  @Option(names = "--force", description = "Replace a profile of that name, keys too.")
  private boolean force;

  @Override
  public ExitCode run(CommandContext context) {
    Home home = context.surroundings().home();
    Path zip = context.resolve(file);
    if (!Files.isRegularFile(zip)) {
      throw new CommandFailure(
          ExitCode.USAGE, "no-such-file", "there is no file " + zip, "name a profile's zip file");
    }
    try {
      ProfileArchive archive = ProfileArchive.read(zip);
      String as = Optional.ofNullable(name).orElse(archive.name());
      requireFree(home, as);
      Profile profile = archive.install(home, as);
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("profile", profile.name());
      document.put("address", new ControllerSite(profile).address());
      document.put("directory", profile.directory().toString());
      document.put("keys", archive.hasKeys());
      context
          .output()
          .result(
              document,
              "imported profile "
                  + profile.name()
                  + " (controller at "
                  + new ControllerSite(profile).address()
                  + "); use it with: roundhouse profile use "
                  + profile.name());
      return ExitCode.DONE;
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.FAILED, "not-imported", zip + " could not be imported: " + e, "");
    }
  }

  private void requireFree(Home home, String as) {
    if (!Profiles.isName(as)) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "usage",
          "\"" + as + "\" cannot name a profile, expected letters, digits, '.', '_' or '-'",
          "");
    }
    if (!Profiles.isMade(home, as)) {
      return;
    }
    if (!force) {
      throw new CommandFailure(
          ExitCode.REFUSED,
          "profile-exists",
          "there is a profile " + as + " already",
          "say --name OTHER to give it another name, or --force to replace settings and keys");
    }
    List<RunFile> running = RunFiles.of(Profiles.open(home, as)).live();
    if (!running.isEmpty()) {
      throw new CommandFailure(
          ExitCode.REFUSED,
          "profile-in-use",
          "processes of profile " + as + " are running: " + CleanupCommand.names(running),
          "end them first: roundhouse shutdown --profile " + as);
    }
  }
}
