package dev.roundhouse.toolbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What no command takes, given to every command there is. */
@Timeout(60)
class BadInputTest {

  /** Becomes another JVM: the start script hands it on. */
  private static final List<String> PROCESSES = List.of("controller", "engine");

  @TempDir Path directory;

  static Stream<String> commands() {
    List<String> names = new ArrayList<>();
    collect("", new Roundhouse().all(), names);
    return names.stream().filter(name -> !PROCESSES.contains(name));
  }

  private static void collect(String before, CommandLine line, List<String> names) {
    for (Map.Entry<String, CommandLine> entry : line.getSubcommands().entrySet()) {
      String name = (before + " " + entry.getKey()).strip();
      if (entry.getValue().getSubcommands().isEmpty()) {
        names.add(name);
      } else {
        collect(name, entry.getValue(), names);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void anUnknownOptionIsCodeTwoAndOneDocument(String name) {
    Shell.Ran ran = new Shell(directory).run((name + " --no-such-option --json").split(" "));

    assertThat(ran.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.document()).containsOnlyKeys("error");
    assertThat(ran.error()).containsKeys("code", "message", "hint");
    assertThat(ran.error().get("message").toString())
        .containsPattern("--no-such-option|Missing required parameter");
    assertThat(ran.err()).doesNotContain("\tat ");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aProfileThatThereIsNotIsCodeTwoOrDoesNotMatter(String name) {
    Shell.Ran ran =
        new Shell(directory).run((name + " --profile no-such-profile --json").split(" "));

    assertThat(ran.exit()).isIn(ExitCode.USAGE, ExitCode.DONE, ExitCode.FAILED);
    assertThat(ran.document()).isNotEmpty();
    assertThat(ran.err()).doesNotContain("\tat ");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void helpOfEveryCommandNamesIt(String name) {
    Shell.Ran ran = new Shell(directory).run((name + " --help").split(" "));

    assertThat(ran.exit()).isEqualTo(ExitCode.DONE);
    assertThat(ran.out()).contains("roundhouse " + name);
  }
}
