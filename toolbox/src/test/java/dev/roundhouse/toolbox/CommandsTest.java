package dev.roundhouse.toolbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {

  @TempDir Path directory;
  private Shell shell;

  @BeforeEach
  void openShell() {
    shell = new Shell(directory);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no-such-command",
        "version --no-such-option",
        "version surplus",
        "--profile",
        "version --json=maybe"
      })
  void wrongUsageIsCodeTwoWithAMessageAndNoTrace(String line) {
    Shell.Ran ran = shell.run(line.isEmpty() ? new String[0] : line.split(" "));

    assertThat(ran.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).startsWith("error: ").contains("hint: ").doesNotContain("\tat ");
  }

  @Test
  void aResultThatDoesNotFitIsAFailure() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int unit) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    Shell.Ran ran = shell.run(full, "version");

    assertThat(ran.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(ran.err()).contains("standard output is full or closed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--json", "no-such-command --json", "version --json --no-such-option"})
  void wrongUsageIsOneDocumentWithJson(String line) {
    Shell.Ran ran = shell.run(line.split(" "));

    assertThat(ran.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.error()).containsKeys("code", "message", "hint").containsEntry("code", "usage");
  }

  @ParameterizedTest
  @CsvSource({
    "versoin, unknown command versoin for roundhouse, did you mean version?",
    "strat, unknown command strat for roundhouse, did you mean start?",
    "run x.conf --enginse=2, unknown option --enginse for roundhouse run, did you mean --engines?",
    "version --jsno, unknown option --jsno for roundhouse version, did you mean --json?"
  })
  void aMistypedCommandOrOptionIsGuessed(String line, String message, String hint) {
    assertThat(shell.run(line.split(" ")).err())
        .contains("error: " + message + "\n")
        .contains("hint: " + hint);
  }

  @Test
  void versionIsTextOrADocument() {
    assertThat(shell.run("version").out()).startsWith("roundhouse ");
    assertThat(shell.run("version", "--json").document())
        .containsKeys("version", "java", "jvm", "system");
    assertThat(shell.run("--json", "version").document()).containsKey("version");
  }

  @Test
  void helpIsAResult() {
    assertThat(shell.run("--help").out()).contains("First steps:");
    assertThat(shell.run("version", "--help").out()).contains("roundhouse version");
    assertThat(shell.run("version", "--help", "--json").document()).containsKey("help");
  }
}
