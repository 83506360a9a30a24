package dev.roundhouse.toolbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GraphCommandTest {

  private static final String PIPELINE =
      """
      name = "sizes"
      modules {
        list { type = list-files, inputs { directory = "." } }
        read { type = read-file }
        each { type = map, inputs { module = read-file } }
        show { type = command, inputs { args = [ "cat" ] } }
      }
      connections = [ "list.files -> read.file", "list.files -> each.list", "read.text -> show.stdin" ]
      """;

  private static final String BROKEN =
      """
      modules {
        a { type = no-such-type }
        b { type = read-file }
        c { type = command, inputs { args = "many" } }
      }
      connections = [ "a.out -> b.file", "b.text -> nobody.in", "c.stdout -> c.stdin" ]
      """;

  private static final String WORKFLOW =
      """
      { "name": "flow", "schemaVersion": "1.5",
        "workflow": {
          "specification": { "tasks": [
            { "name": "a", "id": "a", "parents": [], "children": ["b"] },
            { "name": "b", "id": "b", "parents": ["a"], "children": [] } ] },
          "execution": { "tasks": [
            { "id": "a", "runtimeInSeconds": 1.5 }, { "id": "b", "runtimeInSeconds": 2 } ] } } }
      """;

  @TempDir Path directory;
  private Shell shell;

  @BeforeEach
  void openShell() {
    shell = new Shell(directory);
  }

  private Shell.Ran graph(String content, String... options) throws IOException {
    Files.writeString(directory.resolve("p.conf"), content);
    String[] line = new String[options.length + 2];
    line[0] = "graph";
    line[1] = "p.conf";
    System.arraycopy(options, 0, line, 2, options.length);
    return shell.run(line);
  }

  @Test
  void drawsTextUnlessToldOtherwise() throws IOException {
    Shell.Ran ran = graph(PIPELINE);

    assertThat(ran.exit()).as(ran.toString()).isEqualTo(ExitCode.DONE);
    assertThat(ran.out())
        .startsWith("sizes: 4 modules in 3 layers, 3 connections\n")
        .contains("list  list-files", "files -> read.file, each.list", "each  map of read-file");
    assertThat(ran.err()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"dot,digraph", "svg,<svg", "mermaid,flowchart", "SVG,<svg", "text,sizes:"})
  void drawsInTheFormatThatIsAskedFor(String format, String start) throws IOException {
    Shell.Ran ran = graph(PIPELINE, "--format", format);

    assertThat(ran.exit()).as(ran.toString()).isEqualTo(ExitCode.DONE);
    assertThat(ran.out()).startsWith(start);
  }

  @Test
  void givesModulesWithLayersAndConnectionsAsADocument() throws IOException {
    Map<String, Object> document = graph(PIPELINE, "--json", "--format", "svg").document();

    assertThat(document).containsEntry("pipeline", "sizes");
    assertThat(document)
        .extractingByKey("modules", MAP)
        .containsEntry("list", module("list-files", null, List.of(), 1))
        .containsEntry("read", module("read-file", null, List.of("file"), 2))
        .containsEntry("each", module("map", "read-file", List.of("list"), 2))
        .containsEntry("show", module("command", null, List.of("stdin"), 3));
    assertThat(document)
        .extractingByKey("connections", LIST)
        .contains(
            Map.of(
                "from", Map.of("module", "list", "port", "files"),
                "to", Map.of("module", "each", "port", "list")))
        .hasSize(3);
  }

  private static Map<String, Object> module(
      String type, String runs, List<String> each, int layer) {
    Map<String, Object> module = new LinkedHashMap<>();
    module.put("type", type);
    module.put("runs", runs);
    module.put("each", each);
    module.put("layer", layer);
    return module;
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "svg"})
  void aBrokenFileGivesAllProblemsAsCheckDoes(String format) throws IOException {
    Shell.Ran ran = graph(BROKEN, "--format", format);
    Shell.Ran checked = shell.run("check", "p.conf");

    assertThat(ran.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).isEqualTo(checked.err()).contains("no-such-type", "nobody", "cycle");
  }

  @Test
  void aBrokenFileIsTheSameDocumentAsOfCheck() throws IOException {
    Shell.Ran ran = graph(BROKEN, "--json");

    assertThat(ran.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.document()).isEqualTo(shell.run("check", "p.conf", "--json").document());
  }

  @Test
  void drawsWorkflowInstances() throws IOException {
    assertThat(graph(WORKFLOW).out())
        .contains("a  replay", "token -> b.parents", "2 modules in 2 layers");
  }

  @Test
  void drawsOnlyWhatASinkNeeds() throws IOException {
    assertThat(graph(PIPELINE, "--sink", "each", "--format", "dot").out())
        .contains("each")
        .doesNotContain("show");
  }

  @Test
  void wrongUsageIsToldBeforeAnythingIsDrawn() throws IOException {
    Shell.Ran format = graph(PIPELINE, "--format", "png");
    Shell.Ran missing = shell.run("graph");
    Shell.Ran absent = shell.run("graph", "absent.conf");

    assertThat(format.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(format.err()).contains("png").containsIgnoringCase("mermaid");
    assertThat(missing.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(absent.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(absent.err()).contains("absent.conf: the file does not exist");
  }
}
