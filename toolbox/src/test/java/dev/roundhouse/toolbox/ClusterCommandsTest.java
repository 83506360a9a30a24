package dev.roundhouse.toolbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands on a cluster, where there is none, and their wrong uses. */
class ClusterCommandsTest {

  @TempDir Path directory;
  private Shell shell;

  @BeforeEach
  void openShell() {
    shell = new Shell(directory);
  }

  @Test
  void infoWithoutAClusterSaysSoWithCodeThree() {
    Shell.Ran text = shell.run("info");
    Shell.Ran json = shell.run("info", "--json");

    assertThat(text.exit()).isEqualTo(ExitCode.NO_CLUSTER);
    assertThat(text.out()).startsWith("not connected");
    assertThat(json.exit()).isEqualTo(ExitCode.NO_CLUSTER);
    assertThat(json.document())
        .containsEntry("profile", "default")
        .containsEntry("connected", false)
        .containsEntry("controller", null)
        .containsEntry("engines", List.of())
        .containsKeys("tasks", "startedHere");
  }

  @Test
  void infoAboutAStrangerAtTheControllersAddressSaysWhatToDoAboutIt() throws IOException {
    try (ServerSocket stranger = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Path file =
          Files.writeString(
              directory.resolve("taken.conf"),
              "roundhouse.extends = test\nroundhouse.client.connect-timeout = 1s\n"
                  + "roundhouse.controller.port = "
                  + stranger.getLocalPort());

      Shell.Ran text = shell.run("info", "--profile", file.toString());
      Shell.Ran json = shell.run("info", "--json", "--profile", file.toString());

      assertThat(text.exit()).as(text.toString()).isEqualTo(ExitCode.NO_CLUSTER);
      assertThat(text.out())
          .contains("somebody listens at 127.0.0.1:" + stranger.getLocalPort())
          .contains("set roundhouse.controller.port")
          .doesNotContain("start one");
      assertThat(json.document()).containsEntry("connected", false);
      assertThat(json.err()).contains("set roundhouse.controller.port");
    }
  }

  @Test
  void shutdownWithoutAClusterIsCodeThree() {
    assertThat(shell.run("shutdown", "--yes").exit()).isEqualTo(ExitCode.NO_CLUSTER);
    assertThat(shell.run("shutdown", "--yes", "--json").error())
        .containsEntry("code", "no-cluster");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"engines list", "engines stop e1", "engines stop --all", "engines restart"})
  void enginesOfNoClusterAreCodeThreeWithTheRemedy(String line) {
    Shell.Ran text = shell.run(line.split(" "));
    Shell.Ran json = shell.run((line + " --json").split(" "));

    assertThat(text.exit()).as(text.toString()).isEqualTo(ExitCode.NO_CLUSTER);
    assertThat(text.err()).contains("start one with: roundhouse start");
    assertThat(json.error()).containsEntry("code", "no-cluster");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "start -n 0",
        "start -n many",
        "start surplus",
        "start -n 100000",
        "engines",
        "engines start -n 0",
        "engines stop",
        "engines stop e1 --all",
        "engines stop e1 --deadline soon",
        "engines lst",
        "list surplus",
        "cleanup",
        "cleanup --terminate --leave",
        "clean --older-than yesterday",
        "clean --older-than -1d",
        "info surplus",
        "info --profile nobody",
        "shutdown --deadline soon",
        "shutdown --deadline -1s",
        "modules no-such-module",
        "modules --jar no-such.jar",
        "controller --profile x",
        "engine"
      })
  void wrongUsesAreCodeTwoAsTextAndAsADocument(String line) {
    Shell.Ran text = shell.run(line.split(" "));
    Shell.Ran json = shell.run((line + " --json").split(" "));

    assertThat(text.exit()).as(text.toString()).isEqualTo(ExitCode.USAGE);
    assertThat(text.out()).isEmpty();
    assertThat(text.err()).startsWith("error: ").doesNotContain("\tat ");
    assertThat(json.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(json.error()).containsKeys("code", "message", "hint");
  }

  @Test
  void nothingIsListedAndNothingCleanedUpWhereNothingRuns() {
    assertThat(shell.run("list").out()).startsWith("no cluster");
    assertThat(shell.run("list", "--json").document()).containsEntry("clusters", List.of());
    for (String fate : List.of("--leave", "--terminate")) {
      assertThat(shell.run("cleanup", fate).exit()).isEqualTo(ExitCode.DONE);
      assertThat(shell.run("cleanup", fate, "--json").document())
          .containsEntry("processes", List.of())
          .containsEntry("kept", List.of());
    }
  }

  @Test
  void aBrokenProfileFileNamesFileLineAndKey() throws IOException {
    Path file = Files.writeString(directory.resolve("mine.conf"), "\nroundhouse.lease = soon\n");

    Shell.Ran ran = shell.run("info", "--profile", file.toString());

    assertThat(ran.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.err()).contains("mine.conf:2").contains("roundhouse.lease");
  }

  @Test
  void aHomeThatCannotBeWrittenIsNamedWithTheRemedy() throws IOException {
    Files.writeString(directory.resolve("home"), "in the way");

    Shell.Ran ran = shell.run("info");

    assertThat(ran.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.err())
        .contains(directory.resolve("home").toString())
        .contains("ROUNDHOUSE_HOME")
        .doesNotContain("\tat ");
  }

  @Test
  void modulesAreListedAndDescribed() {
    assertThat(shell.run("modules").out()).contains("command").contains("read-file");
    assertThat(shell.run("modules", "read-file").out()).contains("file").contains("mandatory");
    assertThat(shell.run("modules", "--json").document()).containsKey("modules");
    assertThat(shell.run("modules", "read-file", "--json").document())
        .containsEntry("name", "read-file")
        .containsKeys("inputs", "outputs", "schemes", "cacheable");
  }
}
