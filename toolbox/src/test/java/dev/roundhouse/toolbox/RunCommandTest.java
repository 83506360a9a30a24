package dev.roundhouse.toolbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs pipelines on the threads of this JVM. */
class RunCommandTest {

  private static final String ECHO =
      """
      name = "echo"
      modules {
        hello { type = command, inputs { args = [ "echo", "hello" ] } }
      }
      """;

  private static final String FAILING =
      """
      modules {
        bad   { type = command, inputs { args = [ "false" ] } }
        after { type = command, inputs { args = [ "cat" ] } }
        other { type = command, inputs { args = [ "echo", "fine" ] } }
      }
      connections = [ "bad.stdout -> after.stdin" ]
      """;

  @TempDir Path directory;
  private Shell shell;

  @BeforeEach
  void openShell() {
    shell = new Shell(directory);
  }

  @Test
  void printsTheOutputsOfTheSinks() throws IOException {
    Shell.Ran ran = onThreads(ECHO);

    assertThat(ran.exit()).as(ran.toString()).isEqualTo(ExitCode.DONE);
    assertThat(ran.out()).contains("hello.stdout: hello").contains("hello.exit-code: 0");
    assertThat(ran.err()).contains("hello: succeeded").contains("echo succeeded in");
  }

  @Test
  void quietLeavesOnlyResults() throws IOException {
    assertThat(onThreads(ECHO, "-q").err()).isEmpty();
  }

  @Test
  void givesTheRunAsADocument() throws IOException {
    Shell.Ran ran = onThreads(ECHO, "--json");

    assertThat(ran.exit()).as(ran.toString()).isEqualTo(ExitCode.DONE);
    assertThat(ran.document())
        .containsEntry("pipeline", "echo")
        .containsEntry("status", "succeeded")
        .containsKeys("id", "startedAt", "finishedAt", "elapsedSeconds", "problems")
        .extractingByKey("outputs", MAP)
        .extractingByKey("hello", MAP)
        .containsEntry("stdout", "hello\n");
  }

  @Test
  void aFailedModuleFailsTheRunAndSkipsWhatNeedsIt() throws IOException {
    Shell.Ran ran = onThreads(FAILING);

    assertThat(ran.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(ran.out()).contains("other.stdout: fine");
    assertThat(ran.err())
        .contains("bad failed: ")
        .contains("after skipped because of bad")
        .doesNotContain("\tat ");
    assertThat(onThreads(FAILING, "--json").document()).containsEntry("status", "failed");
  }

  @Test
  void setsAPortAndPicksASink() throws IOException {
    Shell.Ran ran = onThreads(FAILING, "--sink", "other", "--set", "other.args=[echo, better]");

    assertThat(ran.exit()).as(ran.toString()).isEqualTo(ExitCode.DONE);
    assertThat(ran.out()).contains("other.stdout: better");
    assertThat(ran.err()).doesNotContain("bad");
  }

  @Test
  void aDryRunTellsTheSchemesAndRunsNothing() throws IOException {
    Path proof = directory.resolve("proof");
    Shell.Ran ran =
        onThreads(
            "modules { touch { type = command, inputs { args = [ \"touch\", \""
                + proof
                + "\" ] } } }",
            "--dry-run");

    assertThat(ran.exit()).as(ran.toString()).isEqualTo(ExitCode.DONE);
    assertThat(ran.out()).contains("touch").contains("threading");
    assertThat(proof).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--engines 0",
        "--engines two",
        "--schemes cluster,nonsense",
        "--schemes threading --engines 2",
        "--on-error perhaps",
        "--time-scale -1",
        "--jar no-such.jar",
        "--set nothing",
        "--set hello.nothing=1",
        "--set hello.check=maybe",
        "--sink nobody",
        "--profile nobody"
      })
  void wrongOptionsAreCodeTwoWithAMessageAsTextAndAsADocument(String options) throws IOException {
    Shell.Ran text = run(ECHO, options.split(" "));
    Shell.Ran json = run(ECHO, (options + " --json").split(" "));

    assertThat(text.exit()).as(text.toString()).isEqualTo(ExitCode.USAGE);
    assertThat(text.out()).isEmpty();
    assertThat(text.err()).startsWith("error: ").doesNotContain("\tat ");
    assertThat(json.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(json.error()).containsKeys("code", "message", "hint");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "modules { a { type = ",
        "modules { a { type = nonsense } }",
        "modules { a { type = constant, inputs { nothing = 1 } } }",
        "modules { a { type = command } }",
        "modules { a { type = command, inputs { args = [ x ], check = maybe } } }",
        "modules { a { type = command, inputs { args = [ x ] } },"
            + " b { type = command, inputs { args = [ x ] } } },"
            + " connections = [ \"a.stdout -> b.stdin\", \"b.stdout -> a.stdin\" ]",
        "surplus = 1"
      })
  void aWrongPipelineIsRefusedBeforeAnythingRunsByRunAndByCheck(String pipeline)
      throws IOException {
    for (String command : new String[] {"run", "check"}) {
      Path file = write(pipeline);
      Shell.Ran text = shell.run(command, file.toString());
      Shell.Ran json = shell.run(command, file.toString(), "--json");

      assertThat(text.exit()).as(text.toString()).isEqualTo(ExitCode.USAGE);
      assertThat(text.err()).contains("pipeline.conf").doesNotContain("\tat ");
      assertThat(json.error()).containsEntry("code", "invalid-pipeline");
      assertThat(json.document()).containsKey("problems");
    }
  }

  @Test
  void aMissingFileIsNamed() {
    assertThat(shell.run("run", "nowhere.conf").err())
        .containsOnlyOnce("nowhere.conf")
        .contains("does not exist");
    assertThat(shell.run("check").exit()).isEqualTo(ExitCode.USAGE);
    assertThat(shell.run("run", "--json").error()).containsEntry("code", "usage");
  }

  private Shell.Ran onThreads(String pipeline, String... options) throws IOException {
    return run(
        pipeline,
        Stream.concat(Stream.of("--schemes", "threading"), Stream.of(options))
            .toArray(String[]::new));
  }

  private Shell.Ran run(String pipeline, String... options) throws IOException {
    String[] line = new String[options.length + 2];
    line[0] = "run";
    line[1] = write(pipeline).toString();
    System.arraycopy(options, 0, line, 2, options.length);
    return shell.run(line);
  }

  private Path write(String pipeline) throws IOException {
    return Files.writeString(directory.resolve("pipeline.conf"), pipeline);
  }
}
