package dev.roundhouse.toolbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.process.Role;
import dev.roundhouse.process.RunFile;
import dev.roundhouse.process.RunFiles;
import dev.roundhouse.profile.Home;
import dev.roundhouse.profile.Profile;
import dev.roundhouse.profile.Profiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CleanCommandTest {

  private static final Duration MONTH = Duration.ofDays(30);

  @TempDir Path directory;
  private Shell shell;
  private Profile profile;

  @BeforeEach
  void openProfile() {
    shell = new Shell(directory);
    profile = Profiles.open(new Home(directory.resolve("home")), "default");
  }

  @Test
  void removesStaleRunFilesAndOldLogsAndSaysWhatAndHowMuch() throws IOException {
    Path stale = old(profile.run().resolve("engine-1.json"), "{}");
    Path log = old(profile.log().resolve("engine-1.log"), "x".repeat(2_000));
    Path fresh = write(profile.log().resolve("engine-2.log"), "y");
    Path draft = old(profile.run().resolve(".engine-3.json123"), "{");

    Shell.Ran ran = shell.run("clean");

    assertThat(ran.exit()).isEqualTo(ExitCode.DONE);
    assertThat(ran.out()).contains("1 × run-file", "1 × log (2.0 KiB)", "1 × draft");
    assertThat(stale).doesNotExist();
    assertThat(log).doesNotExist();
    assertThat(draft).doesNotExist();
    assertThat(fresh).exists();
    assertThat(shell.run("clean").out()).isEqualTo("nothing to clean\n");
  }

  @Test
  void removesYoungerOnesWhenAskedAndNothingInADryRun() throws IOException {
    Path log = write(profile.log().resolve("engine-2.log"), "y");

    Map<String, Object> dry =
        shell.run("clean", "--older-than", "0s", "--dry-run", "--json").document();
    assertThat(log).exists();
    Map<String, Object> done = shell.run("clean", "--older-than", "0s", "--json").document();

    assertThat(dry.get("removed")).isEqualTo(done.get("removed"));
    assertThat(dry).containsEntry("dryRun", true).containsEntry("bytes", 1);
    assertThat(log).doesNotExist();
  }

  @Test
  void leavesAloneWhatARunningProcessUses() throws IOException {
    Path log = old(profile.log().resolve("engine-7.log"), "z");
    Path bundle = old(directory.resolve("home/cache/bundles/abc"), "jar");
    RunFile self = RunFile.ofThisProcess(Role.ENGINE, "e1", "127.0.0.1:1", "default");
    RunFile running =
        new RunFile(
            self.pid(),
            self.startTime(),
            Role.ENGINE,
            "e1",
            "127.0.0.1:1",
            "default",
            "start 1",
            true,
            false,
            false,
            Optional.of(log));
    RunFiles.of(profile).write(running);

    assertThat(shell.run("clean").out()).isEqualTo("nothing to clean\n");

    RunFiles.of(profile).delete(running);
    List<?> removed = (List<?>) shell.run("clean", "--json").document().get("removed");
    assertThat(removed)
        .extracting(one -> String.valueOf(((Map<?, ?>) one).get("kind")))
        .containsExactly("log", "cache");
    assertThat(bundle).doesNotExist();
  }

  private static Path write(Path file, String content) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  private static Path old(Path file, String content) throws IOException {
    write(file, content);
    return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(MONTH)));
  }
}
