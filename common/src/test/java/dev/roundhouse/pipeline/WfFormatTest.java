package dev.roundhouse.pipeline;

import static dev.roundhouse.pipeline.Planning.input;
import static dev.roundhouse.pipeline.Planning.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WfFormatTest {

  @TempDir Path folder;

  private Path write(String version, String specification, String execution) throws IOException {
    return Files.writeString(
        folder.resolve("flow.json"),
        """
        { "name": "flow", "schemaVersion": "%s",
          "workflow": {
            "specification": { "tasks": [
              %s
            ] },
            "execution": { "tasks": [
              %s
            ] } } }
        """
            .formatted(version, specification, execution));
  }

  private Path diamond() throws IOException {
    return write(
        "1.5",
        """
        {"name": "first", "id": "a.1", "parents": [], "children": ["b", "c"]},
        {"name": "left", "id": "b", "parents": ["a.1"], "children": []},
        {"name": "right", "id": "c", "parents": [], "children": ["d"]},
        {"name": "last", "id": "d", "parents": ["b", "c"], "children": []}
        """,
        """
        {"id": "a.1", "runtimeInSeconds": 10}, {"id": "b", "runtimeInSeconds": 2.5},
        {"id": "c", "runtimeInSeconds": 0}, {"id": "d", "runtimeInSeconds": 1}
        """);
  }

  @Test
  void everyTaskIsAModuleNamedByItsIdThatWaitsForItsParents() throws Exception {
    Pipeline pipeline = Pipeline.load(diamond(), new LoadOptions(0.1));

    Plan plan = ((Planned.Ready) Planner.plan(pipeline, request())).plan();

    assertThat(plan.name()).isEqualTo("flow");
    assertThat(plan.nodes()).extracting(Plan.Node::name).containsExactly("a.1", "b", "c", "d");
    assertThat(plan.nodes()).extracting(Plan.Node::rank).containsExactly(3, 2, 2, 1);
    assertThat(plan.sinks()).containsExactly("d");
    assertThat(input(plan, "b", "seconds").constant()).contains(0.25);
    assertThat(input(plan, "c", "parents").sources())
        .containsExactly(new Plan.Source("a.1", "token"));
    assertThat(input(plan, "d", "parents").sources())
        .containsExactly(new Plan.Source("b", "token"), new Plan.Source("c", "token"));
    assertThat(input(plan, "d", "parents").collect()).isTrue();
    assertThat(plan.nodes())
        .allMatch(node -> node.expansion().loop().levels().isEmpty())
        .allMatch(node -> node.descriptor().support().cluster());
  }

  @Test
  void problemsHaveTheirLines() throws Exception {
    Path file =
        write(
            "1.5",
            """
            {"name": "x", "id": "a", "parents": ["z"]},
            {"name": "y"},
            {"name": "b", "id": "b"},
            7
            """,
            "{\"id\": \"a\", \"runtimeInSeconds\": -1}");

    assertThat(Pipeline.load(file).problems())
        .extracting(problem -> problem.origin().line() + ": " + problem.message())
        .containsExactly(
            "7: a task is a number",
            "5: a task has no id",
            "11: task a has no run time",
            "4: task a was not executed",
            "6: task b was not executed",
            "4: task a names the task z");
  }

  @Test
  void anotherVersionIsRefused() throws Exception {
    assertThat(Pipeline.load(write("1.3", "", "")).problems())
        .extracting(Problem::toString)
        .containsExactly(folder + "/flow.json:1: schemaVersion is 1.3, expected 1.5");
  }

  @Test
  void aFileWithoutTasksIsRefused() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("x.json"), "{\"schemaVersion\": \"1.5\", \"workflow\": {}}");

    assertThat(Pipeline.load(file).problems())
        .extracting(Problem::message)
        .containsExactly(
            "workflow.specification.tasks is missing", "workflow.execution.tasks is missing");
  }

  @Test
  void aTimeScaleIsNotNegative() {
    assertThatThrownBy(() -> new LoadOptions(-1))
        .hasMessage("time scale is -1.0, expected a number that is not negative");
    assertThatThrownBy(() -> new LoadOptions(Double.NaN)).hasMessageContaining("NaN");
    assertThat(List.of(new LoadOptions(0))).isNotEmpty();
  }
}
