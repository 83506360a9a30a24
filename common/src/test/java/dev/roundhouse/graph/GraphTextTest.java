package dev.roundhouse.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.graph.PipelineGraph.Module;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GraphTextTest {

  @Test
  void drawsRailsFromEachModuleToThoseThatNeedIt() {
    assertThat(
            GraphText.of(
                SampleGraphs.graph(
                    "a.out -> b.in", "a.out -> c.in", "b.out -> d.in", "c.out -> d.also")))
        .isEqualTo(
            """
            sample: 4 modules in 3 layers, 4 connections

            1  *  a  com.acme.Step
               +-+      out -> b.in, c.in
            2  * |  b  com.acme.Step
               | |      out -> d.in
               | *  c  com.acme.Step
               +-+      out -> d.also
            3  *  d  com.acme.Step""");
  }

  @Test
  void wrapsLongListsOfTargets() {
    String[] connections =
        IntStream.range(0, 12).mapToObj(i -> "a.out -> target" + i + ".in").toArray(String[]::new);

    assertThat(GraphText.of(SampleGraphs.graph(connections)).lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThan(120))
        .anySatisfy(line -> assertThat(line).endsWith(","));
  }

  @Test
  void leavesRailsOutWhereThereIsNoRoomForThem() {
    String[] connections =
        IntStream.range(0, 100).mapToObj(i -> "a.out -> t" + i + ".in").toArray(String[]::new);

    assertThat(GraphText.of(SampleGraphs.graph(connections))).doesNotContain("*", "|");
  }

  @Test
  void tellsWhatAModuleRunsAndForWhat() {
    PipelineGraph graph =
        new PipelineGraph(
            "p",
            List.of(
                new Module("a", "map", Optional.of("com.acme.Scale"), List.of("list", "width")),
                new Module("b", "read-file", Optional.empty(), List.of("file"))),
            List.of());

    assertThat(GraphText.of(graph))
        .contains("a  map of com.acme.Scale, for each width")
        .contains("b  read-file, for each file");
  }

  @Test
  void noNameReachesTheTerminal() {
    assertThat(GraphText.of(SampleGraphs.hostile()).replace("\n", ""))
        .doesNotContainPattern("\\p{Cntrl}|\\p{Cf}|\\p{Cs}|\u2028")
        .contains("\\u001b[31mred\\u0007\\u0000", "\\u202eright to left", "lone \\ud800", "漢字 🚂");
  }
}
