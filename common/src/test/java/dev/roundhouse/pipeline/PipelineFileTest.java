package dev.roundhouse.pipeline;

import static dev.roundhouse.pipeline.Planning.input;
import static dev.roundhouse.pipeline.Planning.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineFileTest {

  @TempDir Path folder;

  private Path write(String... lines) throws IOException {
    return Files.write(folder.resolve("p.conf"), List.of(lines));
  }

  private List<String> problems(String... lines) throws IOException {
    return Planning.problems(Pipeline.load(write(lines)), request()).stream()
        .map(problem -> problem.replace(folder + "/", ""))
        .toList();
  }

  @Test
  void everyKeyIsRead() throws Exception {
    Files.createDirectories(folder.resolve("lib/acme.jar"));
    Path file =
        write(
            "name = smooth",
            "modules {",
            "  read { type = command, inputs { args = [ cat, signal.txt ] } }",
            "  smooth {",
            "    type = \"com.acme.Smooth\"",
            "    inputs { width = 5 }",
            "    schemes = [ cluster, threading ], retries = 2, cache = false, loop = pairwise",
            "    run-timeout = 30s, queue-timeout = 5 minutes",
            "  }",
            "}",
            "connections = [ \"read.stdout -> smooth.signal\" ]",
            "on-error = stop",
            "jars = [ lib/acme.jar ]");

    Pipeline pipeline = Pipeline.load(file);

    assertThat(pipeline.problems()).isEmpty();
    assertThat(pipeline.name()).isEqualTo("smooth");
    assertThat(pipeline.folder()).isEqualTo(folder);
    assertThat(pipeline.onError()).contains(OnError.STOP);
    assertThat(pipeline.jars()).containsExactly(folder.resolve("lib/acme.jar"));
    assertThat(pipeline.connections()).hasToString("[read.stdout -> smooth.signal]");
    ModuleSpec smooth = pipeline.modules().get(1);
    assertThat(smooth.type()).isEqualTo("com.acme.Smooth");
    assertThat(smooth.origin()).isEqualTo(new Origin(file.toString(), 4));
    assertThat(smooth.inputs().get("width").value()).isEqualTo(5);
    assertThat(smooth.options())
        .isEqualTo(
            new ModuleOptions(
                Optional.of(List.of("cluster", "threading")),
                2,
                Optional.of(Duration.ofMinutes(5)),
                Optional.of(Duration.ofSeconds(30)),
                true,
                false));
  }

  @Test
  void aJarThatIsNotThereIsAProblemAmongTheOthers() throws Exception {
    assertThat(problems("modules { x { type = no-such } }", "jars = [ a.jar ]"))
        .hasSize(2)
        .anyMatch(problem -> problem.startsWith("p.conf:2: jars names a.jar, but there is no"))
        .anyMatch(problem -> problem.startsWith("p.conf:1:"));
  }

  @Test
  void aFileWithoutANameIsNamedAsTheFile() throws Exception {
    assertThat(Pipeline.load(write("modules {}")).name()).isEqualTo("p");
  }

  @Test
  void jsonIsReadToo() throws Exception {
    Pipeline pipeline =
        Pipeline.load(
            write("{\"modules\": {\"c\": {\"type\": \"constant\", \"inputs\": {\"value\": 1}}}}"));

    assertThat(Planner.plan(pipeline, request())).isInstanceOf(Planned.Ready.class);
  }

  @Test
  void valuesKeepTheirTypesAndNumbersTheirText() throws Exception {
    Pipeline pipeline =
        Pipeline.load(
            write(
                "modules.c {",
                "  type = command",
                "  inputs { args = [ sleep, 1.10, 0.5, 1.0, 7, true ], env { A = 1.0 } }",
                "}"));

    Planned.Ready ready = (Planned.Ready) Planner.plan(pipeline, request());

    assertThat(input(ready.plan(), "c", "args").constant())
        .contains(List.of("sleep", "1.10", "0.5", "1.0", "7", "true"));
    assertThat(input(ready.plan(), "c", "env").constant()).contains(Map.of("A", "1.0"));
    assertThat(input(ready.plan(), "c", "folder").constant()).contains(folder);
  }

  @Test
  void aMissingFileIsAProblem() {
    assertThat(Planning.problems(Pipeline.load(folder.resolve("none.conf")), request()))
        .containsExactly(folder + "/none.conf: the file does not exist, expected a pipeline file");
    assertThat(Planning.problems(Pipeline.load(folder), request()).get(0))
        .contains("is a directory, expected a pipeline file");
  }

  @Test
  void aFileWithoutModulesIsAProblemThatNamesTheFile() throws Exception {
    String problem = "p.conf: it has no modules, expected modules { NAME { type = TYPE } }";

    assertThat(problems("")).containsExactly(problem);
    assertThat(problems("name = x", "modules {}")).containsExactly(problem);
  }

  @Test
  void brokenHoconIsAProblemWithItsLine() throws Exception {
    assertThat(problems("name = x", "modules { a {", "connections = [ 1"))
        .singleElement()
        .asString()
        .startsWith("p.conf:4: broken file: ")
        .endsWith("expected HOCON or JSON");
    assertThat(problems("", "name = ${nothing}"))
        .containsExactly(
            "p.conf:2: broken file: Could not resolve substitution to a value: ${nothing},"
                + " expected HOCON or JSON");
  }

  @Test
  void unknownKeysAreReportedWithNearOnes() throws Exception {
    assertThat(
            problems(
                "nam = x",
                "modules {",
                "  c { type = constant, input { value = 1 }",
                "      inputs { value = 1 } }",
                "}",
                "timeout = 3"))
        .containsExactly(
            "p.conf:1: unknown key nam, did you mean name?",
            "p.conf:3: unknown key c.input, did you mean inputs?",
            "p.conf:6: unknown key timeout, expected one of connections, jars, modules, name,"
                + " on-error, ports-in, ports-out");
  }

  @Test
  void aPortBesideTheTypeIsToldWhereItBelongsAndNothingElse() throws Exception {
    assertThat(
            problems(
                "modules {",
                "  m { type = map, module = read-file",
                "      inputs { list = [ a, b ] } }",
                "  c { type = command, args = [ x ] }",
                "}"))
        .containsExactly(
            "p.conf:2: port m.module is set beside type, expected inputs { module = … }",
            "p.conf:4: port c.args is set beside type, expected inputs { args = … }");
  }

  @Test
  void wrongValuesOfKeysAreReportedTogether() throws Exception {
    assertThat(
            problems(
                "name = [ 1 ]",
                "modules {",
                "  c { type = constant, inputs = 3, retries = -1",
                "      run-timeout = soon",
                "      queue-timeout = 0s",
                "      loop = zip",
                "      cache = perhaps }",
                "  d = 5",
                "  e { }",
                "}",
                "connections = [ \"c.value => d.x\", 7 ]",
                "on-error = panic"))
        .containsExactly(
            "p.conf:1: name: value [1], expected String",
            "p.conf:3: inputs of c is a number, expected an object of values by port",
            "p.conf:3: retries is -1, expected at least 0",
            "p.conf:3: mandatory port c.value (Object) is open, expected a connection or a set"
                + " value",
            "p.conf:4: run-timeout: value \"soon\", expected a duration such as 500ms, 30s, 5m, 2h"
                + " or 1d",
            "p.conf:5: queue-timeout is zero, expected a duration above zero",
            "p.conf:6: loop: value \"zip\", expected one of cartesian, pairwise",
            "p.conf:7: cache: value \"perhaps\", expected true or false",
            "p.conf:8: module d is a number, expected an object such as { type = command }",
            "p.conf:9: module e has no type, expected type = NAME OF A MODULE TYPE",
            "p.conf:11: connection is \"c.value => d.x\", expected \"module.port ->"
                + " module.port\"",
            "p.conf:11: connection is a number, expected \"module.port -> module.port\"",
            "p.conf:12: on-error: value \"panic\", expected one of continue, stop");
  }

  @Test
  void everyProblemOfTheGraphHasItsLine() throws Exception {
    assertThat(
            problems(
                "modules {",
                "  a { type = constant, inputs { value = 1 } }",
                "  b { type = command",
                "      inputs {",
                "        stdn = x",
                "      } }",
                "  c { type = comand }",
                "  r { type = read-file }",
                "}",
                "connections = [",
                "  \"a.value -> r.file\"",
                "  \"a.valu -> b.stdin\"",
                "  \"b.stdout -> q.text\"",
                "]"))
        .containsExactly(
            "p.conf:3: mandatory port b.args (List<String>) is open, expected a connection or a"
                + " set value",
            "p.conf:5: unknown input port b.stdn (command), did you mean stdin?",
            "p.conf:7: module c: unknown module type comand, did you mean command? (or a class's"
                + " full name)",
            "p.conf:11: type mismatch: a.value gives Integer, r.file takes Path, expected the same"
                + " type, one that fits without loss, or a list of it",
            "p.conf:12: connection a.valu -> b.stdin: unknown output port a.valu (constant), did"
                + " you mean value?",
            "p.conf:13: connection b.stdout -> q.text: unknown module q, expected one of a, b, c,"
                + " r");
  }

  @Test
  void nullIsAsIfTheKeyWereNotThere() throws Exception {
    Pipeline pipeline =
        Pipeline.load(
            write(
                "modules.c { type = command, inputs { args = [ x ], stdin = null }, loop = null"
                    + " }"));

    assertThat(Planner.plan(pipeline, request())).isInstanceOf(Planned.Ready.class);
    assertThat(problems("modules.c { type = command, inputs { args = [ x, null ] } }"))
        .contains("p.conf:1: port c.args: value null, expected a value");
  }

  @Test
  void includedFilesAreNamedInProblems() throws Exception {
    Files.writeString(folder.resolve("more.conf"), "\n\nmodules.c { type = nothing }");

    assertThat(problems("include \"more.conf\"", "name = x"))
        .singleElement()
        .asString()
        .startsWith("more.conf:3: module c: unknown module type nothing");
  }
}
