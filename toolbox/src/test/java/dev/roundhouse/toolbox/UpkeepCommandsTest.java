package dev.roundhouse.toolbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.profile.Home;
import dev.roundhouse.profile.Profile;
import dev.roundhouse.profile.Profiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs, doctor and completion. */
class UpkeepCommandsTest {

  @TempDir Path directory;
  private Shell shell;

  @BeforeEach
  void openShell() {
    shell = new Shell(directory);
  }

  @Test
  void logsAreShownFromTheirEnd() throws IOException {
    Profile profile = Profiles.open(new Home(directory.resolve("home")), "default");
    assertThat(shell.run("logs").out()).startsWith("nothing was logged");
    Files.createDirectories(profile.log());
    Path log = profile.log().resolve("engine-1.log");
    Files.writeString(log, "one\ntwo\n");

    assertThat(shell.run("logs").out()).isEqualTo("one\ntwo\n");
    assertThat(shell.run("logs", "engine", "-n", "1").out()).isEqualTo("two\n");
    assertThat(shell.run("logs", "-f").out()).as("its process has ended").isEqualTo("one\ntwo\n");
    Map<?, ?> first =
        (Map<?, ?>) ((List<?>) shell.run("logs", "--json").document().get("logs")).get(0);
    assertThat(first.get("file")).isEqualTo(log.toString());
    assertThat(first.get("lines")).isEqualTo(List.of("one", "two"));
    assertThat(first.get("running")).isEqualTo(false);
  }

  @Test
  void theDoctorFindsAFreshHomeWellAndABrokenProfileNot() throws IOException {
    Shell.Ran well = shell.run("doctor", "--json");
    assertThat(well.exit()).as(well.toString()).isEqualTo(ExitCode.DONE);
    assertThat(well.document()).containsEntry("ok", true);
    Files.writeString(directory.resolve("bad.conf"), "roundhouse.lease = soon");

    Shell.Ran ill = shell.run("doctor", "--profile", "bad.conf");

    assertThat(ill.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(ill.out()).contains("fail  profile").contains("mend: ").contains("bad.conf:1");
    assertThat(shell.run("doctor", "--profile", "bad.conf", "--json").document())
        .containsEntry("ok", false);
  }

  @Test
  void theCompletionIsAScriptThatBashTakes() throws Exception {
    Shell.Ran ran = shell.run("completion", "bash");

    assertThat(ran.out()).contains("engines", "cleanup", "--deadline");
    Process bash = new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
    bash.getOutputStream().write(ran.out().getBytes(StandardCharsets.UTF_8));
    bash.getOutputStream().close();
    assertThat(bash.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(bash.exitValue()).as(bash.inputReader().lines().toList().toString()).isZero();
    assertThat(shell.run("completion", "zsh").out()).startsWith("#compdef roundhouse");
    assertThat(shell.run("completion", "--json").document()).containsKeys("shell", "script");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "logs nobody",
        "logs -n -1",
        "logs -f --json",
        "doctor surplus",
        "doctor --profile nobody",
        "completion fish"
      })
  void wrongUsesAreCodeTwo(String line) {
    Shell.Ran text = shell.run(line.split(" "));
    Shell.Ran json = shell.run((line + " --json").split(" "));

    assertThat(text.exit()).as(text.toString()).isEqualTo(ExitCode.USAGE);
    assertThat(text.err() + text.out()).contains("error").doesNotContain("\tat ");
    assertThat(json.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(json.error()).containsKeys("code", "message", "hint");
  }
}
