package dev.roundhouse.toolbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Looks at runs that were made in this JVM. */
@Timeout(120)
class RunsCommandTest {

  private static final String PIPELINE =
      """
      name = "echo"
      modules {
        hello { type = command, inputs { args = [ "echo", "hello" ] } }
        broken { type = command, inputs { args = [ "false" ] } }
        after { type = command, inputs { args = [ "cat" ] } }
      }
      connections = [ "broken.stdout -> after.stdin" ]
      """;

  @TempDir Path directory;
  private Shell shell;

  @BeforeEach
  void openShell() {
    shell = new Shell(directory);
  }

  @Test
  void listsNothingBeforeTheFirstRunAndMakesNothing() {
    Shell.Ran ran = shell.run("runs");

    assertThat(ran.exit()).isEqualTo(ExitCode.DONE);
    assertThat(ran.out()).contains("no such run is recorded");
    assertThat(directory.resolve("home/history")).doesNotExist();
  }

  @Test
  void listsRunsTheLatestFirst() throws IOException {
    String first = run();
    String second = run("--sink", "hello");

    assertThat(shell.run("runs", "list").out())
        .containsSubsequence("ID", second, "succeeded", "echo", first, "failed", "1 failed");
    assertThat(shell.run("runs", "--limit", "1").out()).contains(second).doesNotContain(first);
    assertThat(shell.run("runs", "list", "--status", "failed", "--csv").out().lines())
        .hasSize(2)
        .last()
        .asString()
        .startsWith(first + ",echo,failed,");
    assertThat(shell.run("runs", "list", "--pipeline", "other").out()).contains("no such run");
    assertThat(shell.run("runs", "list", "--json").document())
        .extractingByKey("runs", LIST)
        .hasSize(2)
        .first(MAP)
        .containsEntry("id", second)
        .containsEntry("modules", 1)
        .containsEntry("finishedAt", document(second).get("finishedAt"));
  }

  @Test
  void showsARunByTheBeginningOfItsId() throws IOException {
    String id = run();

    Shell.Ran ran = shell.run("runs", "show", id.substring(0, 12));

    assertThat(ran.exit()).as(ran.toString()).isEqualTo(ExitCode.DONE);
    assertThat(ran.out())
        .contains(id)
        .contains("command   roundhouse run pipeline.conf")
        .contains("broken failed: ")
        .contains("after skipped because of broken");
    assertThat(shell.run("runs", "show", "last", "-v").out())
        .contains("args = [\"echo\",\"hello\"]")
        .contains("stdin <- broken.stdout")
        .contains("task 0 attempt 1 failed");
    assertThat(shell.run("runs", "show", "last", "--csv").out().lines()).hasSize(4);
  }

  @Test
  void saysWhichRunsThereAreWhereAnIdFitsNoneOrSeveral() throws IOException {
    run();
    run();

    Shell.Ran none = shell.run("runs", "show", "zz");
    assertThat(none.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(none.err()).contains("no recorded run has the id zz").contains("runs list");
    Shell.Ran several = shell.run("runs", "show", "1");
    assertThat(several.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(several.err()).contains("several runs begin with 1: ");
    assertThat(shell.run("runs", "show").exit()).isEqualTo(ExitCode.USAGE);
    assertThat(shell.run("runs", "--limit", "-1").exit()).isEqualTo(ExitCode.USAGE);
    assertThat(shell.run("runs", "--status", "odd").err()).contains("\"odd\"").contains("failed");
  }

  @Test
  void comparesTwoRuns() throws IOException {
    String first = run("--sink", "hello");
    run("--sink", "hello", "--set", "hello.args=[echo, bye]");

    assertThat(shell.run("runs", "diff", first, "last").out())
        .contains("~ hello")
        .contains("parameters.args: [\"echo\",\"hello\"] -> [\"echo\",\"bye\"]");
    assertThat(shell.run("runs", "diff", first, first).out()).contains("no difference");
    assertThat(shell.run("runs", "diff", first, "last", "--json").document())
        .containsEntry("same", false);
  }

  @Test
  void exportsRunsAsJsonCsvAndProvenance() throws IOException {
    String id = run();
    run();

    assertThat(shell.run("runs", "export", id).document()).extractingByKey("runs", LIST).hasSize(1);
    assertThat(shell.run("runs", "export", "--format", "csv").out().lines()).hasSize(7);
    Shell.Ran ran = shell.run("runs", "export", "--format", "prov", "-o", "prov.json");
    assertThat(ran.err()).contains("2 runs in ");
    Map<String, Object> written =
        JSON.std.mapFrom(Files.readString(directory.resolve("prov.json")));
    assertThat(written).containsKeys("prefix", "entity", "activity", "agent", "used");
    assertThat(shell.run("runs", "export", "--format", "xml").err()).contains("json or csv");
  }

  @Test
  void cleanRemovesOldRunsOnlyWhereItIsAskedTo() throws IOException {
    run();

    shell.run("clean", "--older-than", "0s");
    assertThat(ids()).hasSize(1);
    assertThat(shell.run("clean", "--older-than", "0s", "--runs", "--dry-run").out())
        .contains("1 × record of a run");
    assertThat(ids()).hasSize(1);
    assertThat(shell.run("clean", "--older-than", "0s", "--runs").exit()).isEqualTo(ExitCode.DONE);
    assertThat(ids()).isEmpty();
  }

  @Test
  void aRunThatCannotBeRecordedSucceedsWithOneWarning() throws IOException {
    Files.createDirectories(directory.resolve("home"));
    Files.writeString(directory.resolve("home/history"), "in the way");

    Shell.Ran ran = shell.run(words("--sink", "hello"));

    assertThat(ran.exit()).as(ran.toString()).isEqualTo(ExitCode.DONE);
    assertThat(ran.err().lines().filter(line -> line.startsWith("runs are not recorded")))
        .hasSize(1);
  }

  @Test
  void writesAReportOfARunAndOfARecordedOne() throws IOException {
    Shell.Ran ran = shell.run(words("--report", "now.html", "--profile", "test"));
    assertThat(ran.exit()).as(ran.toString()).isEqualTo(ExitCode.FAILED);
    assertThat(ran.err()).contains("report: " + directory.resolve("now.html"));
    assertThat(directory.resolve("now.html")).content().contains("What failed");

    run();
    shell.run("runs", "show", "last", "--report", "later.html");
    assertThat(directory.resolve("later.html")).content().contains("What failed");
  }

  @Test
  void refusesAReportThatCannotBeWrittenBeforeAnythingRuns() throws IOException {
    Shell.Ran ran = shell.run(words("--report", "no/such/folder.html"));

    assertThat(ran.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.err()).contains("no/such/folder.html").contains("folder that can be written");
    assertThat(ids()).isEmpty();
  }

  @Test
  void tellsFailuresAtOnceAndWithVerboseWhatModulesPrint() throws IOException {
    String[] words = words("-v");
    Files.writeString(
        directory.resolve("pipeline.conf"),
        """
        modules {
          say { type = command, inputs { args = [ sh, "-c", "echo one; echo two >&2; exit 4" ] } }
        }
        """);

    assertThat(shell.run(words).err().lines())
        .contains("say | one", "say ! two")
        .anyMatch(line -> line.startsWith("say failed: program sh"));
  }

  private List<?> ids() {
    return (List<?>) shell.run("runs", "--json").document().getOrDefault("runs", List.of());
  }

  private Map<String, Object> document(String id) {
    return shell.run("runs", "show", id, "--json").document();
  }

  private String run(String... more) throws IOException {
    Shell.Ran ran = shell.run(words(more));
    assertThat(ran.err()).as("%s", ran).doesNotContain("not recorded");
    List<?> runs = ids();
    return String.valueOf(((Map<?, ?>) runs.get(0)).get("id"));
  }

  private String[] words(String... more) throws IOException {
    Files.writeString(directory.resolve("pipeline.conf"), PIPELINE);
    return Stream.concat(
            Stream.of("run", "pipeline.conf", "--schemes", "threading"), Stream.of(more))
        .toArray(String[]::new);
  }
}
