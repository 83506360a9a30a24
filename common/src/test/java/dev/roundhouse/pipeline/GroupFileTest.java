package dev.roundhouse.pipeline;

import static dev.roundhouse.pipeline.Planning.input;
import static dev.roundhouse.pipeline.Planning.levels;
import static dev.roundhouse.pipeline.Planning.node;
import static dev.roundhouse.pipeline.Planning.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code group} in pipeline files. */
class GroupFileTest {

  @TempDir Path folder;

  private Path write(String name, String... lines) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, List.of(lines));
  }

  private Plan plan(Path file) {
    Planned planned = Planner.plan(Pipeline.load(file), request());
    assertThat(planned).isInstanceOf(Planned.Ready.class);
    return ((Planned.Ready) planned).plan();
  }

  private List<String> problems(Path file) {
    return Planning.problems(Pipeline.load(file), request()).stream()
        .map(problem -> problem.replace(folder + "/", ""))
        .toList();
  }

  @BeforeEach
  void writeAGroup() throws IOException {
    write(
        "parts/count.conf",
        "modules {",
        "  read { type = read-file, inputs { file = words.txt } }",
        "  count { type = command, inputs { args = [ wc, -w ] } }",
        "}",
        "connections = [ \"read.text -> count.stdin\" ]",
        "ports-in { file = read.file }",
        "ports-out { words = count.stdout }");
  }

  @Test
  void aGroupIsWrittenInPlace() throws Exception {
    Plan plan =
        plan(
            write(
                "p.conf",
                "modules {",
                "  g {",
                "    type = group",
                "    modules {",
                "      one { type = constant, inputs { value = x } }",
                "      two { type = command, inputs { args = [ cat ] } }",
                "    }",
                "    connections = [ \"one.value -> two.stdin\" ]",
                "    ports-in { args = two.args }",
                "    ports-out { text = two.stdout }",
                "    inputs { args = [ cat, -n ] }",
                "  }",
                "}"));
    assertThat(plan.nodes()).extracting(Plan.Node::name).containsExactly("g/one", "g/two", "g");
    assertThat(input(plan, "g/two", "args").constant()).contains(List.of("cat", "-n"));
    assertThat(plan.sinks()).containsExactly("g");
  }

  @Test
  void aGroupIsAnotherFileRelativeToThisOne() throws Exception {
    Plan plan =
        plan(
            write(
                "p.conf",
                "modules {",
                "  a { type = group, file = parts/count.conf }",
                "  b { type = group, file = parts/count.conf, inputs { file = [ x.txt, y.txt ] } }",
                "  c { type = group, file = parts/count.conf, ports-out { text = read.text } }",
                "  m { type = map, inputs {",
                "    module { type = group, file = parts/count.conf }, list = [ z.txt ]",
                "  } }",
                "}"));
    assertThat(input(plan, "a/read", "file").constant())
        .contains(folder.resolve("parts/words.txt"));
    assertThat(input(plan, "b", "file").constant())
        .contains(List.of(folder.resolve("x.txt"), folder.resolve("y.txt")));
    assertThat(levels(plan, "b")).containsExactly(List.of("file"));
    assertThat(node(plan, "c").descriptor().outputs()).extracting("name").containsExactly("text");
    assertThat(node(plan, "m/count").group()).contains("m");
  }

  @Test
  void aFileWithPortsRunsByItself() {
    Plan plan = plan(folder.resolve("parts/count.conf"));
    assertThat(plan.sinks()).containsExactly("count");
  }

  @Test
  void cyclesOfFilesAreRefused() throws Exception {
    write("a.conf", "modules { b { type = group, file = sub/b.conf } }");
    write("sub/b.conf", "modules {", "  a { type = group, file = ../a.conf }", "}");
    assertThat(problems(folder.resolve("a.conf")))
        .containsExactly(
            "sub/b.conf:2: cycle of files: a.conf -> sub/b.conf -> a.conf, expected groups"
                + " that never contain themselves");
  }

  @Test
  void whatIsWrongInAGroupIsReportedWithItsFileAndLine() throws Exception {
    write(
        "parts/bad.conf",
        "modules {",
        "  one { type = comand }",
        "  two { type = read-file, inputs { file = x, as = txt } }",
        "}",
        "connections = [ \"two.text -> tre.text\" ]",
        "ports-in { where = two.where }");
    assertThat(
            problems(
                write(
                    "p.conf",
                    "modules {",
                    "  g { type = group, file = parts/bad.conf }",
                    "  h { type = group, file = parts/none.conf }",
                    "  i { type = group, file = parts }",
                    "  j { type = group }",
                    "  k { type = group, file = parts/count.conf, modules { } }",
                    "  l { type = group, file = parts/count.conf, retries = 2, port-in { } }",
                    "  m { type = map, inputs { module { type = group } } }",
                    "}")))
        .contains(
            "p.conf:3: file is parts/none.conf, but there is no such file, expected a pipeline"
                + " file, relative to this file",
            "p.conf:4: file is parts, but that is no file, expected a pipeline file, relative to"
                + " this file",
            "p.conf:5: group j has nothing inside, expected either modules { … } or file ="
                + " OTHER.conf",
            "p.conf:6: group k has modules and a file, expected either modules { … } or file ="
                + " OTHER.conf",
            "p.conf:7: retries is set on group l, expected it on the modules inside",
            "p.conf:7: unknown key l.port-in, did you mean ports-in?",
            "p.conf:8: group m has nothing inside, expected either modules { … } or file ="
                + " OTHER.conf",
            "parts/bad.conf:2: module g/one: unknown module type comand, did you mean command? (or a"
                + " class's full name)",
            "parts/bad.conf:5: connection g/two.text -> g/tre.text: unknown module g/tre, expected"
                + " one of g/one, g/two")
        .doesNotHaveDuplicates();
  }
}
