package dev.roundhouse.process;

import dev.roundhouse.profile.OwnerOnly;
import dev.roundhouse.profile.Profile;
import dev.roundhouse.profile.SetupException;
import dev.roundhouse.profile.SetupException.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Starts controllers and engines that end with this process, however it ends, unless they are
 * detached. Immutable and thread-safe.
 */
public final class ProcessStarter {

  // Ctrl-C and a closed terminal reach all processes of a terminal; only the owner may act on them.
  private static final List<String> IGNORING_THE_TERMINAL =
      List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh");

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-");

  private final Profile profile;
  private final String owner;

  /**
   * Makes a starter.
   *
   * @param owner what starts processes, for their run files, for example {@code start 4711}
   */
  public ProcessStarter(Profile profile, String owner) {
    this.profile = Objects.requireNonNull(profile, "profile");
    this.owner = Objects.requireNonNull(owner, "owner");
  }

  /**
   * Starts a process that has as long to become ready as the profile says.
   *
   * @throws SetupException the system cannot start it, or the log cannot be written
   */
  public OwnedProcess start(JvmCommand command) {
    return start(command, profile.settings().processes().startTimeout());
  }

  /**
   * Starts a process. It logs to a new file in the profile's log directory. Returns at once; {@link
   * OwnedProcess#ready} tells how it went.
   *
   * @param patience how long it may take to become ready
   * @throws SetupException the system cannot start it, or the log cannot be written
   */
  public OwnedProcess start(JvmCommand command, Duration patience) {
    String role = command.role().text();
    try {
      Path log = newLog(role);
      JvmCommand told =
          command.option(
              ForegroundProcess.ownedOption(),
              "-XX:ErrorFile=" + profile.log().resolve(role + "-crash-%p.log"),
              "-D" + JvmCommand.OWNER + "=" + owner,
              "-D" + JvmCommand.LOG + "=" + log);
      told = JvmCommand.logging("logback-file.xml").map(told::option).orElse(told);
      List<String> words = new ArrayList<>(IGNORING_THE_TERMINAL);
      words.addAll(told.words());
      Process process =
          new ProcessBuilder(words)
              .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      return new OwnedProcess(
          command.role(),
          process,
          log,
          patience,
          () -> RunFiles.of(profile).delete(command.role(), process.pid()));
    } catch (IOException e) {
      throw new SetupException(
              Code.PROCESS,
              "the " + role + " could not be started: " + e.getMessage(),
              "check that "
                  + profile.log()
                  + " can be written and that the JDK in "
                  + System.getProperty("java.home")
                  + " is whole")
          .causedBy(e);
    }
  }

  private Path newLog(String role) throws IOException {
    OwnerOnly.createDirectories(profile.log());
    String prefix = role + "-" + TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
    Path log = Files.createTempFile(profile.log(), prefix, ".log");
    return log.toAbsolutePath();
  }
}
