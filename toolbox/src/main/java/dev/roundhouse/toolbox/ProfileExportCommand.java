package dev.roundhouse.toolbox;

import dev.roundhouse.profile.Profile;
import dev.roundhouse.security.ProfileArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Packs a profile for another machine. */
@Command(
    name = "export",
    description = "Writes a profile with its keys into a zip file, for another machine.")
final class ProfileExportCommand implements ToolboxCommand {

  @Parameters(paramLabel = "FILE.zip", description = "The file to write, for its owner only.")
  private Path file = Path.of("");

  @Option(names = "--force", description = "Also where there is such a file.")
  private boolean force;

  @Override
  public ExitCode run(CommandContext context) {
    Profile profile = context.profile();
    Path zip = context.resolve(file);
    Path folder = zip.getParent();
    if (folder == null || Files.isDirectory(zip) || !Files.isDirectory(folder)) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "usage",
          zip
              + " cannot be written: "
              + (Files.isDirectory(zip) ? "it is a directory" : "its directory is not there"),
          "name a file, such as " + profile.name() + ".zip");
    }
    if (Files.exists(zip) && !force) {
      throw new CommandFailure(
          ExitCode.REFUSED,
          "file-exists",
          zip + " is there already",
          "name another file, or say --force to replace it");
    }
    ProfileArchive archive = write(profile, zip);
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("profile", profile.name());
    document.put("file", zip.toString());
    document.put("keys", archive.hasKeys());
    context.output().result(document, "wrote profile " + profile.name() + " to " + zip);
    if (archive.hasKeys()) {
      context
          .output()
          .warn(
              "it holds the profile's keys: who has it can run code on its cluster; carry it over a"
                  + " safe way and delete it then");
    }
    hostProblem(profile.settings().controller().host()).ifPresent(context.output()::say);
    return ExitCode.DONE;
  }

  /** Why other machines will not find the controller. */
  private static Optional<String> hostProblem(String controllerHost) {
    return switch (controllerHost) {
      case "" ->
          Optional.of(
              "roundhouse.controller.host is not set: each machine would look for the controller"
                  + " at its own address");
      case "127.0.0.1" ->
          Optional.of(
              "the controller is at 127.0.0.1, which is every machine itself: other machines need"
                  + " roundhouse.controller.host");
      default -> Optional.empty();
    };
  }

  private static ProfileArchive write(Profile profile, Path zip) {
    try {
      ProfileArchive archive = ProfileArchive.of(profile);
      archive.write(zip);
      return archive;
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.FAILED,
          "not-written",
          "the profile " + profile.name() + " could not be written to " + zip + ": " + e,
          "");
    }
  }
}
