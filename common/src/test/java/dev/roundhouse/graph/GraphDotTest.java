package dev.roundhouse.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.graph.PipelineGraph.Module;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GraphDotTest {

  @Test
  void writesNodesEdgesAndClusters() {
    assertThat(GraphDot.of(SampleGraphs.graph("a.out -> g/b.in")))
        .isEqualTo(
            """
            digraph "sample" {
              rankdir=LR
              node [shape=box, style=rounded, fontname="sans-serif"]
              edge [fontname="sans-serif", fontsize=10]
              n0 [label="a\\nStep"]
              subgraph cluster0 {
                label="g"
                n1 [label="g/b\\nStep"]
              }
              n0 -> n1 [label="out -&#62; in"]
            }""");
  }

  @Test
  void aLoopedModuleHasADoubleBorder() {
    Module looped = new Module("a", "read-file", Optional.empty(), List.of("file"));

    assertThat(GraphDot.of(new PipelineGraph("p", List.of(looped), List.of())))
        .contains("n0 [label=\"a\\nread-file, for each file\", peripheries=2]");
  }

  @Test
  void noNameLeavesItsQuotes() {
    String quoted = "\"(?:[ !#-%'-;=?-\\[\\]-~]|\\\\[\\\\n]|&#\\d+;)*\"";
    String attributes = "\\[label=" + quoted + "(?:, peripheries=2)?]";
    String line =
        "digraph "
            + quoted
            + " \\{|  (?:rankdir=LR|(?:node|edge) \\[[a-z0-9=, \"-]*])"
            + "|  n\\d+ -> n\\d+ "
            + attributes
            + "| +n\\d+ "
            + attributes
            + "| +subgraph cluster\\d+ \\{| +label="
            + quoted
            + "| *}";

    assertThat(GraphDot.of(SampleGraphs.hostile()).split("\n"))
        .allSatisfy(text -> assertThat(text).matches(line));
  }
}
